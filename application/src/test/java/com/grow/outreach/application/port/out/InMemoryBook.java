package com.grow.outreach.application.port.out;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Id;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of {@link InMemoryStorage} that changes much at once. */
record InMemoryBook(
        Map<UserId, Created<User>> allUsers,
        Map<CompanyId, Created<Company>> allCompanies,
        Map<PersonId, Created<Person>> allPeople,
        Map<SequenceId, Created<Sequence>> allSequences,
        Map<OutreachId, Entry> allOutreaches)
        implements BookRepository {

    @Override
    public BulkDirectory<UserId, User> users() {
        return new InMemoryShelf<>(
                allUsers, User::id, (user, column) -> column.equals("name") ? user.name() : user.email(), user -> null);
    }

    @Override
    public BulkDirectory<CompanyId, Company> companies() {
        return new InMemoryShelf<>(
                allCompanies,
                Company::id,
                (company, column) -> column.equals("name")
                        ? company.name()
                        : company.profile().domain(),
                Company::ownerId);
    }

    @Override
    public BulkDirectory<PersonId, Person> people() {
        return new InMemoryShelf<>(
                allPeople,
                Person::id,
                (person, column) -> column.equals("name") ? person.name() : person.email(),
                Person::companyId);
    }

    @Override
    public BulkDirectory<SequenceId, Sequence> sequences() {
        return new InMemoryShelf<>(allSequences, Sequence::id, (sequence, column) -> sequence.name(), sequence -> null);
    }

    /** Things of one kind. */
    private record InMemoryShelf<K extends Id, T>(
            Map<K, Created<T>> all,
            Function<T, K> id,
            BiFunction<T, String, @Nullable String> column,
            Function<T, @Nullable Id> reference)
            implements BulkDirectory<K, T> {

        @Override
        public Set<K> known(Collection<K> ids) {
            var known = new HashSet<>(ids);
            known.retainAll(all.keySet());
            return known;
        }

        @Override
        public Map<K, Created<T>> lock(Collection<K> ids) {
            var locked = new LinkedHashMap<>(all);
            locked.keySet().retainAll(Set.copyOf(ids));
            return locked;
        }

        @Override
        public Map<String, Set<K>> bearing(String name, Collection<String> values) {
            var bearing = new HashMap<String, Set<K>>();
            all.forEach((key, thing) -> values.forEach(value -> {
                var actual = column.apply(thing.thing(), name);
                if (actual != null && value.equals(name.equals("name") ? actual : actual.toLowerCase(Locale.ROOT))) {
                    bearing.computeIfAbsent(value, none -> new HashSet<>()).add(key);
                }
            }));
            return bearing;
        }

        @Override
        public Map<String, Set<K>> bearing(String name, Collection<String> values, Collection<? extends Id> referred) {
            var bearing = bearing(name, values);
            bearing.values()
                    .forEach(ids -> ids.removeIf(key -> !referred.contains(
                            reference.apply(requireNonNull(all.get(key)).thing()))));
            return bearing;
        }

        @Override
        public void add(Collection<Created<T>> things) {
            for (var thing : things) {
                if (all.putIfAbsent(id.apply(thing.thing()), thing) != null) {
                    throw new StorageConflictException("it is there", null);
                }
            }
        }

        @Override
        public void replace(Collection<Created<T>> things) {
            things.forEach(thing -> all.put(id.apply(thing.thing()), thing));
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
            public Set<PersonId> knownPeople(Collection<PersonId> ids) {
                return people().known(ids);
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
