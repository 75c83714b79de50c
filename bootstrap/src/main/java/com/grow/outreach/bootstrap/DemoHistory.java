package com.grow.outreach.bootstrap;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
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

/** Plausible transition histories for demo and generated outreaches. */
final class DemoHistory {

    private static final int MAX_MINUTES_BETWEEN = 240;

    /** The sequences of transitions that lead from {@code new} to each state. */
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

    private DemoHistory() {}

    /**
     * Moves a new outreach to a state along a randomly chosen path, using the domain's transitions.
     *
     * @param createdAt when the outreach was created; every transition happens later
     * @return the outreach in that state, with its transitions
     */
    static Entry of(Outreach outreach, Instant createdAt, OutreachState state, RandomGenerator random) {
        var paths = requireNonNull(PATHS.get(state));
        var history = new ArrayList<Transition>();
        var current = outreach;
        var when = createdAt;
        for (var next : paths.get(random.nextInt(paths.size()))) {
            when = when.plus(Duration.ofMinutes(3 + random.nextInt(MAX_MINUTES_BETWEEN)));
            if (!(current.transitionTo(next, Circumstances.at(when)) instanceof Moved moved)) {
                throw new IllegalStateException("no path to " + state + " through " + next);
            }
            current = moved.outreach();
            history.add(moved.transition());
        }
        return new Entry(current, createdAt, history);
    }
}
