package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.BatchAssignSequence;
import com.grow.outreach.application.port.in.BatchRefusal;
import com.grow.outreach.application.port.in.OutreachBatch;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.util.ArrayList;

record BatchAssignSequenceService(Transactions transactions) implements BatchAssignSequence {

    @Override
    public Result assign(SequenceId sequenceId, OutreachBatch batch) {
        return transactions.write(stored -> stored.sequences()
                .find(sequenceId)
                .<Result>map(sequence -> assign(stored, sequence, batch))
                .orElseGet(() -> new Result.SequenceNotFound(sequenceId)));
    }

    private static Result assign(Repositories stored, Sequence sequence, OutreachBatch batch) {
        var locked = stored.outreaches().lock(batch.ids());
        var assigned = new ArrayList<Outreach>();
        var refusals = new ArrayList<BatchRefusal>();
        for (var id : batch.ids()) {
            var outreach = locked.get(id);
            if (outreach == null) {
                refusals.add(new BatchRefusal.NotFound(id));
            } else {
                assigned.add(outreach.assignedTo(sequence.id()));
            }
        }
        stored.outreaches().saveAssigned(assigned);
        return new Result.Assigned(assigned.size(), sequence, refusals);
    }
}
