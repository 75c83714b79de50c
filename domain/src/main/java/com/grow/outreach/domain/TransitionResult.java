package com.grow.outreach.domain;

import static java.util.stream.Collectors.joining;

import java.util.Set;

/** What came of asking an outreach to move: it moved, or it says why it did not. */
public sealed interface TransitionResult {

    /**
     * The outreach moved.
     *
     * @param outreach the outreach as it is now
     * @param transition the move, to be kept in its history together with the outreach
     */
    record Moved(Outreach outreach, Transition transition) implements TransitionResult {}

    /** The outreach did not move. */
    sealed interface Refused extends TransitionResult {

        /** The state the outreach is in, and stays in. */
        OutreachState from();

        /** The state it was to reach. */
        OutreachState to();

        /** The states it could move to instead as things are: those that the table has and no guard refuses. */
        Set<OutreachState> allowed();

        /** The refusal in a sentence for people; it names both states, what refused, and what is allowed instead. */
        String detail();
    }

    /** The table of states has no such move. */
    record NotAllowed(OutreachState from, OutreachState to, Set<OutreachState> allowed) implements Refused {

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

        @Override
        public String detail() {
            return "cannot transition from '%s' to '%s': guard '%s' refused, since %s; allowed from '%s' now: %s"
                    .formatted(from.value(), to.value(), guard.value(), guard.reason(), from.value(), words(allowed));
        }
    }

    private static String words(Set<OutreachState> states) {
        return states.isEmpty()
                ? "nothing"
                : states.stream().map(OutreachState::value).collect(joining(", "));
    }
}
