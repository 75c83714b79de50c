package com.grow.outreach.bootstrap;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.port.out.BookOfBusiness.Entry;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.Moved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Gives an outreach that was made up a history that it could have had. */
final class PastLife {

    private static final int MOST_MINUTES_BETWEEN = 240;

    /** How an outreach may have come into a state. */
    private static final Map<OutreachState, List<List<OutreachState>>> PATHS = new EnumMap<>(Map.of(
            OutreachState.NEW,
            List.of(List.of()),
            OutreachState.STARTING,
            List.of(List.of(OutreachState.STARTING)),
            OutreachState.WAITING,
            List.of(
                    List.of(OutreachState.STARTING, OutreachState.WAITING),
                    List.of(OutreachState.ENRICHMENT, OutreachState.WAITING)),
            OutreachState.ENRICHMENT,
            List.of(
                    List.of(OutreachState.ENRICHMENT),
                    List.of(OutreachState.STARTING, OutreachState.WAITING, OutreachState.ENRICHMENT)),
            OutreachState.READY,
            List.of(
                    List.of(OutreachState.ENRICHMENT, OutreachState.READY),
                    List.of(OutreachState.STARTING, OutreachState.WAITING, OutreachState.READY)),
            OutreachState.NOT_AVAILABLE,
            List.of(
                    List.of(OutreachState.NOT_AVAILABLE),
                    List.of(OutreachState.ENRICHMENT, OutreachState.NOT_AVAILABLE))));

    private PastLife() {}

    /**
     * Leads a new outreach into a state, as the domain allows it.
     *
     * @return the outreach in that state, with its transitions at likely times after it was created
     */
    static Entry lead(Outreach outreach, Instant createdAt, OutreachState state, RandomGenerator random) {
        var paths = requireNonNull(PATHS.get(state));
        var history = new ArrayList<Transition>();
        var current = outreach;
        var when = createdAt;
        for (var next : paths.get(random.nextInt(paths.size()))) {
            when = when.plus(Duration.ofMinutes(3 + random.nextInt(MOST_MINUTES_BETWEEN)));
            if (!(current.transitionTo(next, Circumstances.at(when)) instanceof Moved moved)) {
                throw new IllegalStateException("no path to " + state + " over " + next);
            }
            current = moved.outreach();
            history.add(moved.transition());
        }
        return new Entry(current, createdAt, history);
    }
}
