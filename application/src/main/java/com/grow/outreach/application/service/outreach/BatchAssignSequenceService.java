package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Unassignment;
import com.grow.outreach.application.port.in.outreach.BatchAssignSequence;
import com.grow.outreach.application.port.in.outreach.OutreachSelection;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record BatchAssignSequenceService(Transactions transactions, InstantSource clock) implements BatchAssignSequence {

    @Override
    public Result assign(@Nullable SequenceId sequenceId, OutreachSelection selection, Cause cause, boolean dryRun) {
        return transactions.write(stored -> {
            if (sequenceId == null) {
                return change(stored, null, selection, cause, dryRun);
            }
            return stored.sequences()
                    .find(sequenceId)
                    .map(sequence -> change(stored, sequence, selection, cause, dryRun))
                    .orElseGet(() -> new Result.SequenceNotFound(sequenceId));
        });
    }

    private Result change(
            Repositories stored,
            @Nullable Sequence sequence,
            OutreachSelection selection,
            Cause cause,
            boolean dryRun) {
        var change = sequence == null ? new Unassignment() : new Assignment(sequence.id());
        var order = new Jobs.Order(change, selection, cause, dryRun, clock.instant());
        return Selected.of(stored, selection, dryRun)
                .<Result>map(selected -> changed(stored, sequence, selected, order))
                .orElseGet(() -> new Result.Queued(Jobs.queue(stored, order)));
    }

    private static Result changed(
            Repositories stored, @Nullable Sequence sequence, Selected selected, Jobs.Order order) {
        var made = Assignments.make(stored, selected.found().values(), sequence, order.cause(), order.dryRun());
        var refusals = selected.refusals(Map.of());
        var job = Jobs.record(stored, order, made.count(), refusals, made.changes());
        return new Result.Assigned(made.count(), sequence, refusals, job);
    }
}
