package com.grow.outreach.application.port.out;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The bulk operations of {@link InMemoryStorage}. */
record InMemoryBook(
        Map<UserId, Created<User>> allUsers,
        Map<CompanyId, Created<Company>> allCompanies,
        Map<PersonId, Created<Person>> allPeople,
        Map<SequenceId, Created<Sequence>> allSequences,
        Map<OutreachId, Entry> allOutreaches,
        UnaryOperator<Id> successor)
        implements BookRepository {

    @Override
    public BulkDirectory<UserId, User> users() {
        return new InMemoryBulkDirectory<>(
                successor,
                allUsers,
                User::id,
                (user, key) -> key == NaturalKey.FOLDED_NAME ? user.name() : user.email(),
                user -> null);
    }

    @Override
    public BulkDirectory<CompanyId, Company> companies() {
        return new InMemoryBulkDirectory<>(
                successor,
                allCompanies,
                Company::id,
                (company, key) -> key == NaturalKey.FOLDED_NAME
                        ? company.name()
                        : company.profile().domain(),
                Company::ownerId);
    }

    @Override
    public BulkDirectory<PersonId, Person> people() {
        return new InMemoryBulkDirectory<>(
                successor,
                allPeople,
                Person::id,
                (person, key) -> switch (key) {
                    case NAME -> person.name();
                    case LINKEDIN_PROFILE -> person.linkedinUrl();
                    default -> person.email();
                },
                Person::companyId);
    }

    @Override
    public BulkDirectory<SequenceId, Sequence> sequences() {
        return new InMemoryBulkDirectory<>(
                successor, allSequences, Sequence::id, (sequence, key) -> sequence.name(), sequence -> null);
    }

    /** The records of one kind. */
    private record InMemoryBulkDirectory<K extends Id, T>(
            UnaryOperator<Id> successor,
            Map<K, Created<T>> all,
            Function<T, K> id,
            BiFunction<T, NaturalKey, @Nullable String> keyValue,
            Function<T, @Nullable Id> reference)
            implements BulkDirectory<K, T> {

        @Override
        public Set<K> existing(Collection<K> ids) {
            var existing = new HashSet<>(ids);
            existing.retainAll(all.keySet());
            return existing;
        }

        @Override
        public Map<K, Created<T>> lock(Collection<K> ids) {
            var locked = new LinkedHashMap<K, Created<T>>();
            for (var wanted : ids) {
                var record = all.get(all.containsKey(wanted) ? wanted : successor.apply(wanted));
                if (record != null) {
                    locked.put(wanted, record);
                    locked.put(id.apply(record.value()), record);
                }
            }
            return locked;
        }

        @Override
        public Map<String, Set<K>> matching(NaturalKey key, Collection<String> values) {
            var matching = new HashMap<String, Set<K>>();
            all.forEach((recordId, thing) -> values.forEach(value -> {
                var actual = keyValue.apply(thing.value(), key);
                if (actual != null && value.equals(key.normalized(actual))) {
                    matching.computeIfAbsent(value, none -> new HashSet<>()).add(recordId);
                }
            }));
            return matching;
        }

        @Override
        public Map<String, Set<K>> matching(
                NaturalKey key, Collection<String> values, Collection<? extends Id> referred) {
            var matching = matching(key, values);
            matching.values()
                    .forEach(ids -> ids.removeIf(found -> !referred.contains(
                            reference.apply(requireNonNull(all.get(found)).value()))));
            return matching;
        }

        @Override
        public void add(Collection<Created<T>> things) {
            for (var thing : things) {
                if (all.putIfAbsent(id.apply(thing.value()), thing) != null) {
                    throw new StorageConflictException("it is there", null);
                }
            }
        }

        @Override
        public void replace(Collection<Created<T>> things) {
            things.forEach(thing -> all.put(id.apply(thing.value()), thing));
        }
    }

    @Override
    public Outreaches outreaches() {
        return new Outreaches() {
            @Override
            public Map<OutreachId, Entry> lock(Collection<OutreachId> ids) {
                var locked = new LinkedHashMap<>(allOutreaches);
                locked.keySet().retainAll(Set.copyOf(ids));
                return locked;
            }

            @Override
            public Set<PersonId> existingPeople(Collection<PersonId> ids) {
                return people().existing(ids);
            }

            @Override
            public Map<PersonId, Map<Channel, Set<OutreachId>>> ofPeople(Collection<PersonId> ids) {
                var outreaches = new HashMap<PersonId, Map<Channel, Set<OutreachId>>>();
                allOutreaches.values().stream()
                        .map(Entry::outreach)
                        .filter(outreach -> ids.contains(outreach.personId()))
                        .forEach(outreach -> outreaches
                                .computeIfAbsent(outreach.personId(), none -> new EnumMap<>(Channel.class))
                                .computeIfAbsent(outreach.channel(), none -> new HashSet<>())
                                .add(outreach.id()));
                return outreaches;
            }

            @Override
            public void add(Collection<Entry> entries) {
                for (var entry : entries) {
                    if (allOutreaches.putIfAbsent(entry.outreach().id(), entry) != null) {
                        throw new StorageConflictException("it is there", null);
                    }
                }
            }

            @Override
            public void replace(Collection<Entry> entries) {
                entries.forEach(entry -> allOutreaches.put(entry.outreach().id(), entry));
            }
        };
    }
}
