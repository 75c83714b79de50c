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

    /**
     * The table of states has no such move.
     *
     * @param from the state the outreach is in, and stays in
     * @param to the state it was to reach
     * @param allowed the states it could move to instead
     */
    record NotAllowed(OutreachState from, OutreachState to, Set<OutreachState> allowed) implements TransitionResult {

        /** The refusal in a sentence for people; it names both states and what is allowed instead. */
        public String detail() {
            return "cannot transition from '%s' to '%s'; allowed from '%s': %s"
                    .formatted(
                            from.value(),
                            to.value(),
                            from.value(),
                            allowed.stream().map(OutreachState::value).collect(joining(", ")));
        }
    }
}
