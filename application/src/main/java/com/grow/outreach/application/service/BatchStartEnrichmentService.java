package com.grow.outreach.application.service;

import static java.util.stream.Collectors.toSet;

import com.grow.outreach.application.port.in.BatchRefusal;
import com.grow.outreach.application.port.in.BatchStartEnrichment;
import com.grow.outreach.application.port.in.OutreachBatch;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.TransitionResult.Refused;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Set;

record BatchStartEnrichmentService(Transactions transactions, InstantSource clock) implements BatchStartEnrichment {

    @Override
    public Result startEnrichment(OutreachBatch batch) {
        return transactions.write(stored -> start(stored, batch));
    }

    private Result start(Repositories stored, OutreachBatch batch) {
        var locked = stored.outreaches().lock(batch.ids());
        var now = clock.instant();
        var optOuts = stored.people()
                .optOuts(locked.values().stream().map(Outreach::personId).collect(toSet()));
        var moved = new ArrayList<Moved>();
        var refusals = new ArrayList<BatchRefusal>();
        for (var id : batch.ids()) {
            var outreach = locked.get(id);
            if (outreach == null) {
                refusals.add(new BatchRefusal.NotFound(id));
                continue;
            }
            var circumstances =
                    new Circumstances(now, Cause.UNTOLD, optOuts.getOrDefault(outreach.personId(), Set.of()));
            var result = outreach.transitionTo(OutreachState.ENRICHMENT, circumstances);
            if (result instanceof Moved move) {
                moved.add(move);
            } else {
                refusals.add(new BatchRefusal.TransitionRefused(id, (Refused) result));
            }
        }
        stored.outreaches().saveMoved(moved);
        LookUps.schedule(stored, moved.stream().map(Moved::outreach), now);
        return new Result(moved.size(), refusals);
    }
}
