package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.port.in.outreach.BatchAssignSequence;
import com.grow.outreach.application.port.in.outreach.OutreachSelection;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.time.InstantSource;
import java.util.Map;

record BatchAssignSequenceService(Transactions transactions, InstantSource clock) implements BatchAssignSequence {

    @Override
    public Result assign(SequenceId sequenceId, OutreachSelection selection, Cause cause, boolean dryRun) {
        return transactions.write(stored -> stored.sequences()
                .find(sequenceId)
                .map(sequence -> assign(stored, sequence, selection, cause, dryRun))
                .orElseGet(() -> new Result.SequenceNotFound(sequenceId)));
    }

    private Result assign(
            Repositories stored, Sequence sequence, OutreachSelection selection, Cause cause, boolean dryRun) {
        return Selected.of(stored, selection, dryRun)
                .<Result>map(selected -> new Result.Assigned(
                        Assignments.make(stored, selected.found().values(), sequence, cause, dryRun),
                        sequence,
                        selected.refusals(Map.of())))
                .orElseGet(() -> new Result.Queued(
                        Jobs.queue(stored, new Assignment(sequence.id()), selection, cause, dryRun, clock.instant())));
    }
}
