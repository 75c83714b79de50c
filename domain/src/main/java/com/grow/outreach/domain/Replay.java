package com.grow.outreach.domain;

import java.util.Objects;

/** The result of {@link Outreach#replay}. */
public sealed interface Replay {

    /** All moves are valid. */
    record Replayed(Outreach outreach) implements Replay {

        public Replayed {
            Objects.requireNonNull(outreach, "outreach");
        }
    }

    /**
     * A move is invalid.
     *
     * @param transition the first invalid move
     * @param reason the reason, for error messages
     */
    record Broken(Transition transition, String reason) implements Replay {

        public Broken {
            Objects.requireNonNull(transition, "transition");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
