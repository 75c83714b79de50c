package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.BatchRefusal;
import com.grow.outreach.application.port.in.BatchStartEnrichment;
import com.grow.outreach.application.port.in.OutreachBatch;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.TransitionResult;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
import java.time.InstantSource;
import java.util.ArrayList;

record BatchStartEnrichmentService(Transactions transactions, InstantSource clock) implements BatchStartEnrichment {

    @Override
    public Result startEnrichment(OutreachBatch batch) {
        return transactions.write(stored -> start(stored, batch));
    }

    private Result start(Repositories stored, OutreachBatch batch) {
        var locked = stored.outreaches().lock(batch.ids());
        var now = clock.instant();
        var moved = new ArrayList<Moved>();
        var refusals = new ArrayList<BatchRefusal>();
        for (var id : batch.ids()) {
            var outreach = locked.get(id);
            if (outreach == null) {
                refusals.add(new BatchRefusal.NotFound(id));
                continue;
            }
            TransitionResult result = outreach.startEnrichment(now);
            if (result instanceof Moved move) {
                moved.add(move);
            } else {
                refusals.add(new BatchRefusal.TransitionNotAllowed(id, (NotAllowed) result));
            }
        }
        stored.outreaches().saveMoved(moved);
        return new Result(moved.size(), refusals);
    }
}
