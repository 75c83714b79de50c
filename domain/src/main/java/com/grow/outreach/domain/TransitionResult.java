package com.grow.outreach.domain;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** What came of asking an outreach to move: it moved, or it says why it did not. */
public sealed interface TransitionResult {

    /**
     * The outreach moved.
     *
     * @param outreach the outreach as it is now
     * @param transition the move, to be kept in its history together with the outreach
     */
    record Moved(Outreach outreach, Transition transition) implements TransitionResult {

        public Moved {
            Objects.requireNonNull(outreach, "outreach");
            Objects.requireNonNull(transition, "transition");
        }
    }

    /** The outreach did not move. */
    sealed interface Refused extends TransitionResult {

        /** The state the outreach is in, and stays in. */
        OutreachState from();

        /** The state it was to reach. */
        OutreachState to();

        /** The states it could move to instead as things are: those that the table has and no guard refuses; unmodifiable. */
        Set<OutreachState> allowed();

        /** The refusal in a sentence for people; it names both states, what refused, and what is allowed instead. */
        String detail();
    }

    /** The table of states has no such move. */
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
     * The table of states has the move, but a guard refused it.
     *
     * @param guard the guard that did
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

    /** A copy that keeps the order of the states. */
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
