package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.port.in.outreach.BatchTransitionOutreach;
import com.grow.outreach.application.port.in.outreach.OutreachSelection;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.OutreachState;
import java.time.InstantSource;

record BatchTransitionOutreachService(Transactions transactions, InstantSource clock)
        implements BatchTransitionOutreach {

    @Override
    public Result transitionTo(OutreachState state, OutreachSelection selection, Cause cause, boolean dryRun) {
        return transactions.write(stored -> Selected.of(stored, selection, dryRun)
                .<Result>map(selected -> move(stored, state, selected, cause, dryRun))
                .orElseGet(() -> new Result.Queued(
                        Jobs.queue(stored, new Move(state), selection, cause, dryRun, clock.instant()))));
    }

    private Result move(Repositories stored, OutreachState state, Selected selected, Cause cause, boolean dryRun) {
        var moves = Moves.make(stored, selected.found().values(), state, cause, clock.instant(), dryRun);
        return new Result.Moved(moves.moved().size(), selected.refusals(moves.refused()));
    }
}
