package com.grow.outreach.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * The context of a move: its time, its cause and the person's opt-outs.
 *
 * @param when the time of the move
 * @param cause the cause recorded in the history
 * @param optOuts the channels that the person opted out of; see {@link Person#optOuts}
 */
public record Circumstances(Instant when, Cause cause, Set<Channel> optOuts) {

    public Circumstances {
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(cause, "cause");
        optOuts = Set.copyOf(Objects.requireNonNull(optOuts, "optOuts"));
    }

    /** Returns circumstances without opt-outs and with an unknown cause. */
    public static Circumstances at(Instant when) {
        return new Circumstances(when, Cause.UNKNOWN, Set.of());
    }
}
