package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.OutreachChange;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.port.in.outreach.ForecastBatch;
import com.grow.outreach.application.port.in.outreach.MatchingOutreaches;
import com.grow.outreach.application.port.in.outreach.OutreachSelection;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachStats.Kind;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at each outreach of a batch that fits into one transaction, and at the counters of a larger one. */
record ForecastBatchService(Transactions transactions, InstantSource clock) implements ForecastBatch {

    /** The maximum number of people whose opt-outs are read. It takes about a second. */
    static final int MOST_PEOPLE = 50_000;

    @Override
    public Result forecast(OutreachChange change, OutreachSelection selection) {
        return transactions.read(stored -> {
            if (change instanceof Assignment to
                    && stored.sequences().findAll(Set.of(to.sequenceId())).isEmpty()) {
                return new Result.SequenceNotFound(to.sequenceId());
            }
            return Selected.of(stored, selection, true)
                    .<Result>map(selected -> {
                        var tally = of(stored, change, selected.found().values());
                        tally.missing(selected.ids().size() - selected.found().size());
                        return new Result.Counted(tally.outlook(true));
                    })
                    .orElseGet(() -> counted(stored, change, (MatchingOutreaches) selection));
        });
    }

    /** Looks at each outreach. */
    private Tally of(Repositories stored, OutreachChange change, Collection<Outreach> outreaches) {
        var tally = new Tally();
        if (change instanceof Move move) {
            var moves = Moves.make(stored, outreaches, move.state(), Cause.UNKNOWN, clock.instant(), true);
            tally.changed(moves.moved().size());
            moves.refused().values().forEach(refusal -> tally.moved(refusal, 1));
            return tally;
        }
        var sequence = sequence(change);
        long same = outreaches.stream()
                .filter(outreach -> Objects.equals(outreach.sequenceId().orElse(null), sequence))
                .count();
        tally.unchanged(same);
        tally.changed(outreaches.size() - same);
        return tally;
    }

    private static @Nullable SequenceId sequence(OutreachChange change) {
        return change instanceof Assignment to ? to.sequenceId() : null;
    }

    /** Counts the matches of a filter without reading them. Only the exceptions are looked at. */
    private Result counted(Repositories stored, OutreachChange change, MatchingOutreaches selection) {
        var filter = selection.filter();
        var tally = new Tally();
        boolean exact = true;
        if (change instanceof Move move) {
            exact = countMoves(stored, filter, move.state(), tally);
        } else {
            long total = stored.outreaches().count(filter);
            long same = Math.min(total, stored.outreaches().count(filter, sequence(change)));
            tally.unchanged(same);
            tally.changed(total - same);
        }
        if (!selection.except().isEmpty()) {
            var except = stored.outreaches().findAll(selection.except(), filter);
            tally.subtract(of(stored, change, except.values()));
        }
        return new Result.Counted(tally.outlook(exact));
    }

    /** Returns whether all opt-outs are counted. */
    private boolean countMoves(Repositories stored, OutreachFilter filter, OutreachState state, Tally tally) {
        var stats = stored.outreaches().stats(filter);
        var optedOut = stored.outreaches().optedOut(filter, MOST_PEOPLE);
        for (var kind : stats.kinds()) {
            long out = Math.min(kind.count(), optedOut.stats().count(kind.state(), kind.channel()));
            tally.moved(sample(kind).transitionTo(state, circumstances(Set.of(kind.channel()))), out);
            tally.moved(sample(kind).transitionTo(state, circumstances(Set.of())), kind.count() - out);
        }
        return optedOut.complete();
    }

    /** Returns an outreach that stands for all of its state and channel. */
    private static Outreach sample(Kind kind) {
        return Outreach.restore(
                new OutreachId("out_sample"), kind.channel(), new PersonId("per_sample"), null, kind.state(), 0);
    }

    private Circumstances circumstances(Set<Channel> optOuts) {
        return new Circumstances(clock.instant(), Cause.UNKNOWN, optOuts);
    }
}
