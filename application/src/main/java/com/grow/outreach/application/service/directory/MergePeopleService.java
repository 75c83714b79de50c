package com.grow.outreach.application.service.directory;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.port.in.directory.Merging;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
import com.grow.outreach.domain.access.AuditFields;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

record MergePeopleService(Transactions transactions, InstantSource clock) implements Merging<PersonId, PersonMerge> {

    @Override
    public Result<PersonMerge> merge(PersonId from, PersonId into, Cause cause, boolean dryRun) {
        var asked = new MergingPair<>(from, into);
        return dryRun
                ? transactions.read(stored -> asked.merge(
                        stored,
                        ids -> stored.people().findAll(ids),
                        (people, pair) -> result(PeopleMerges.decide(stored, map(pair), people, false)
                                .get(0))))
                : transactions.write(stored -> asked.merge(
                        stored,
                        ids -> stored.merges().lockPeople(ids),
                        (people, pair) -> result(store(stored, people, pair, cause))));
    }

    private PersonMerge store(
            Repositories stored, Map<PersonId, Person> people, MergingPair<PersonId> pair, Cause cause) {
        var merge = PeopleMerges.decide(stored, map(pair), people, true).get(0);
        var now = clock.instant();
        PeopleMerges.store(stored, List.of(merge), cause, now);
        new MergedRecords(
                        "person",
                        AuditFields.of(merge.from()),
                        AuditFields.of(requireNonNull(people.get(pair.into()))),
                        AuditFields.of(merge.into()))
                .record(stored, pair, now);
        return merge;
    }

    private static Map<PersonId, PersonId> map(MergingPair<PersonId> pair) {
        return Map.of(pair.from(), pair.into());
    }

    private static Result<PersonMerge> result(PersonMerge merge) {
        return new Result.Merged<>(merge, 0, merge.moved().size());
    }
}
