package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.StartEnrichment;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.TransitionResult.Refused;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

record StartEnrichmentService(Transactions transactions, InstantSource clock) implements StartEnrichment {

    @Override
    public Result startEnrichment(OutreachId id, Predicate<Outreach> expected) {
        return transactions.write(stored -> start(stored, id, expected));
    }

    private Result start(Repositories stored, OutreachId id, Predicate<Outreach> expected) {
        var outreach = stored.outreaches().lock(List.of(id)).get(id);
        if (outreach == null) {
            return new Result.OutreachNotFound(id);
        }
        if (!expected.test(outreach)) {
            return new Result.NotAsExpected(id);
        }
        var optOuts = stored.people().optOuts(List.of(outreach.personId()));
        var circumstances =
                new Circumstances(clock.instant(), Cause.UNTOLD, optOuts.getOrDefault(outreach.personId(), Set.of()));
        var result = outreach.transitionTo(OutreachState.ENRICHMENT, circumstances);
        if (result instanceof Moved moved) {
            stored.outreaches().saveMoved(List.of(moved));
            LookUps.schedule(stored, Stream.of(moved.outreach()), circumstances.when());
            return new Result.Started(moved.outreach());
        }
        return new Result.Refused(id, (Refused) result);
    }
}
