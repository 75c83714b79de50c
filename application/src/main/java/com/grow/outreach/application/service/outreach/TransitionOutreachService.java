package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.outreach.TransitionOutreach;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

record TransitionOutreachService(Transactions transactions, InstantSource clock) implements TransitionOutreach {

    @Override
    public Result transitionTo(
            OutreachId id, OutreachState state, Cause cause, boolean dryRun, Predicate<Outreach> expected) {
        return transactions.write(stored -> {
            var outreach = Selected.of(stored, List.of(id), dryRun).get(id);
            if (outreach == null) {
                return new Result.OutreachNotFound(id);
            }
            if (!expected.test(outreach)) {
                return new Result.NotAsExpected(id);
            }
            var moves = Moves.make(stored, List.of(outreach), state, cause, clock.instant(), dryRun);
            var reason = moves.refused().get(id);
            return reason == null ? new Result.Moved(moves.moved().get(0).outreach()) : new Result.Refused(id, reason);
        });
    }
}
