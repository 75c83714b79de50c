package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.outreach.AssignSequence;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SequenceId;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

record AssignSequenceService(Transactions transactions) implements AssignSequence {

    @Override
    public Result assign(
            OutreachId id, SequenceId sequenceId, Cause cause, boolean dryRun, Predicate<Outreach> expected) {
        return transactions.write(
                stored -> update(stored, id, cause, dryRun, expected, outreach -> outreach.assignedTo(sequenceId)));
    }

    @Override
    public Result unassign(OutreachId id, Cause cause, boolean dryRun, Predicate<Outreach> expected) {
        return transactions.write(stored -> update(stored, id, cause, dryRun, expected, Outreach::unassigned));
    }

    private static Result update(
            Repositories stored,
            OutreachId id,
            Cause cause,
            boolean dryRun,
            Predicate<Outreach> expected,
            UnaryOperator<Outreach> change) {
        var outreach = Selected.of(stored, List.of(id), dryRun).get(id);
        if (outreach == null) {
            return new Result.OutreachNotFound(id);
        }
        if (!expected.test(outreach)) {
            return new Result.NotAsExpected(id);
        }
        var changed = change.apply(outreach);
        var missing = changed.sequenceId()
                .filter(sequence -> stored.sequences().find(sequence).isEmpty());
        if (missing.isPresent()) {
            return new Result.SequenceNotFound(missing.get());
        }
        if (!dryRun) {
            stored.outreaches().saveAssigned(List.of(changed), cause);
        }
        return new Result.Updated(changed);
    }
}
