package com.grow.outreach.application.port.out;

import com.grow.outreach.application.port.out.InMemoryDuplicates.Key;
import com.grow.outreach.application.port.out.InMemoryDuplicates.Stored;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.Event.Change;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
import com.grow.outreach.domain.access.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The merges of an {@link InMemoryStorage}, as one transaction sees them. */
final class InMemoryMerges {

    private final Map<Id, Id> successors = new HashMap<>();
    private final Map<Key<PersonId>, Stored> people = new LinkedHashMap<>();
    private final Map<Key<CompanyId>, Stored> companies = new LinkedHashMap<>();

    InMemoryMerges copy() {
        var copy = new InMemoryMerges();
        copy.successors.putAll(successors);
        copy.people.putAll(people);
        copy.companies.putAll(companies);
        return copy;
    }

    DuplicateRepository<PersonId, Person> duplicatePeople(Map<PersonId, Created<Person>> all) {
        return new InMemoryDuplicates<>(all, Person::id, people);
    }

    DuplicateRepository<CompanyId, Company> duplicateCompanies(Map<CompanyId, Created<Company>> all) {
        return new InMemoryDuplicates<>(all, Company::id, companies);
    }

    MergeRepository repository(InMemoryDirectory directory, Map<OutreachId, Entry> outreaches, InMemoryEvents events) {
        return new Merges(directory, outreaches, events);
    }

    /** Returns the id of the record that replaced the one with this id, or the id itself. */
    Id current(Id id) {
        return successors.getOrDefault(id, id);
    }

    private void succeed(Id from, Id into) {
        successors.replaceAll((merged, successor) -> successor.equals(from) ? into : successor);
        successors.put(from, into);
    }

    private final class Merges implements MergeRepository {

        private final InMemoryDirectory directory;
        private final Map<OutreachId, Entry> outreaches;
        private final InMemoryEvents events;

        Merges(InMemoryDirectory directory, Map<OutreachId, Entry> outreaches, InMemoryEvents events) {
            this.directory = directory;
            this.outreaches = outreaches;
            this.events = events;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <I extends Id> Map<I, I> successors(Collection<I> ids) {
            var found = new HashMap<I, I>();
            for (var id : ids) {
                if (successors.containsKey(id)) {
                    found.put(id, (I) successors.get(id));
                }
            }
            return found;
        }

        @Override
        public boolean isEmpty() {
            return successors.isEmpty();
        }

        @Override
        public Map<PersonId, Person> lockPeople(Collection<PersonId> ids) {
            return directory.people(Scope.EVERYTHING, id -> 0L).findAll(ids);
        }

        @Override
        public Map<CompanyId, Company> lockCompanies(Collection<CompanyId> ids) {
            return directory.companies(Scope.EVERYTHING).findAll(ids);
        }

        @Override
        public List<OutreachId> outreachesOf(Collection<PersonId> wanted) {
            return outreaches.values().stream()
                    .filter(entry -> wanted.contains(entry.outreach().personId()))
                    .sorted(Comparator.comparing(Entry::createdAt))
                    .map(entry -> entry.outreach().id())
                    .toList();
        }

        @Override
        public void savePeople(Collection<PersonMerge> merges, Cause cause, Instant at) {
            for (var merge : merges) {
                var from = merge.from().id();
                var into = merge.into().id();
                directory.people(Scope.EVERYTHING, id -> 0L).save(merge.into());
                merge.moved()
                        .forEach(moved -> outreaches.computeIfPresent(
                                moved.id(),
                                (id, entry) ->
                                        new Entry(of(entry.outreach(), into), entry.createdAt(), entry.history())));
                merge.replaced().forEach(InMemoryMerges.this::succeed);
                succeed(from, into);
                InMemoryDuplicates.follow(people, from, into);
                directory.people(Scope.EVERYTHING, id -> 0L).delete(from);
                events.record(into, new Change.Merged(from, into), at, cause.actor());
            }
        }

        private static Outreach of(Outreach outreach, PersonId person) {
            return Outreach.restore(
                    outreach.id(),
                    outreach.channel(),
                    person,
                    outreach.sequenceId().orElse(null),
                    outreach.currentState(),
                    outreach.lastSortKey());
        }

        @Override
        public void saveCompanies(Collection<CompanyMerge> merges, Cause cause, Instant at) {
            for (var merge : merges) {
                var from = merge.from().id();
                var into = merge.into().id();
                directory.companies(Scope.EVERYTHING).save(merge.into());
                directory.move(from, into);
                succeed(from, into);
                InMemoryDuplicates.follow(companies, from, into);
                directory.companies(Scope.EVERYTHING).delete(from);
                events.record(into, new Change.Merged(from, into), at, cause.actor());
            }
        }
    }
}
