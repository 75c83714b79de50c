package com.grow.outreach.domain;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** The result of a requested move: the moved outreach or the refusal. */
public sealed interface TransitionResult {

    /**
     * The outreach moved.
     *
     * @param outreach the outreach in its new state
     * @param transition the move, to be stored together with the outreach
     */
    record Moved(Outreach outreach, Transition transition) implements TransitionResult {

        public Moved {
            Objects.requireNonNull(outreach, "outreach");
            Objects.requireNonNull(transition, "transition");
        }
    }

    /** The outreach did not move. */
    sealed interface Refused extends TransitionResult {

        /** Returns the current state, which does not change. */
        OutreachState from();

        /** Returns the requested state. */
        OutreachState to();

        /** Returns the states that the outreach can move to now: allowed and not refused by a guard. Unmodifiable. */
        Set<OutreachState> allowed();

        /** Returns an error message that names both states, the guard if one refused, and the allowed states. */
        String detail();
    }

    /** The state machine does not allow the move. */
    record NotAllowed(OutreachState from, OutreachState to, Set<OutreachState> allowed) implements Refused {

        public NotAllowed {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            allowed = inOrder(allowed);
        }

        @Override
        public String detail() {
            return "cannot transition from '%s' to '%s'; allowed from '%s': %s"
                    .formatted(from.value(), to.value(), from.value(), words(allowed));
        }
    }

    /**
     * A guard refused a move that the state machine allows.
     *
     * @param guard the guard that refused
     */
    record GuardRefused(OutreachState from, OutreachState to, Guard guard, Set<OutreachState> allowed)
            implements Refused {

        public GuardRefused {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(guard, "guard");
            allowed = inOrder(allowed);
        }

        @Override
        public String detail() {
            return "cannot transition from '%s' to '%s': guard '%s' refused, since %s; allowed from '%s' now: %s"
                    .formatted(from.value(), to.value(), guard.value(), guard.reason(), from.value(), words(allowed));
        }
    }

    /** Returns an unmodifiable copy in declaration order. */
    private static Set<OutreachState> inOrder(Set<OutreachState> allowed) {
        var states = EnumSet.noneOf(OutreachState.class);
        states.addAll(Objects.requireNonNull(allowed, "allowed"));
        return Collections.unmodifiableSet(states);
    }

    private static String words(Set<OutreachState> states) {
        return states.isEmpty()
                ? "nothing"
                : states.stream().map(OutreachState::value).collect(joining(", "));
    }
}
