package com.grow.outreach.application.service.directory;

import com.grow.outreach.application.port.in.directory.Merging;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
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
                        (people, pair) -> result(store(
                                stored,
                                PeopleMerges.decide(stored, map(pair), people, true)
                                        .get(0),
                                cause))));
    }

    private PersonMerge store(Repositories stored, PersonMerge merge, Cause cause) {
        PeopleMerges.store(stored, List.of(merge), cause, clock.instant());
        return merge;
    }

    private static Map<PersonId, PersonId> map(MergingPair<PersonId> pair) {
        return Map.of(pair.from(), pair.into());
    }

    private static Result<PersonMerge> result(PersonMerge merge) {
        return new Result.Merged<>(merge, 0, merge.moved().size());
    }
}
