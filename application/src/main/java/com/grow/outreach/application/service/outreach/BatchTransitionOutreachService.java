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
        var order = new Jobs.Order(new Move(state), selection, cause, dryRun, clock.instant());
        return transactions.write(stored -> Selected.of(stored, selection, dryRun)
                .<Result>map(selected -> move(stored, state, selected, order))
                .orElseGet(() -> new Result.Queued(Jobs.queue(stored, order))));
    }

    private static Result move(Repositories stored, OutreachState state, Selected selected, Jobs.Order order) {
        var moves = Moves.make(stored, selected.found().values(), state, order.cause(), order.when(), order.dryRun());
        var refusals = selected.refusals(moves.refused());
        var job = Jobs.record(stored, order, moves.moved().size(), refusals, moves.changes());
        return new Result.Moved(moves.moved().size(), refusals, job);
    }
}
