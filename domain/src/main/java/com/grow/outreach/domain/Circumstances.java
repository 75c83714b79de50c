package com.grow.outreach.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * What an outreach can't know by itself and has to be told when it is asked to move.
 *
 * @param when the time that the history is to show
 * @param cause who or what moves it, for the history
 * @param optOuts the channels on which its person does not want to be reached; see {@link Person#optOuts}
 */
public record Circumstances(Instant when, Cause cause, Set<Channel> optOuts) {

    public Circumstances {
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(cause, "cause");
        optOuts = Set.copyOf(Objects.requireNonNull(optOuts, "optOuts"));
    }

    /** Of a person who can be reached on every channel, moved by nobody in particular. */
    public static Circumstances at(Instant when) {
        return new Circumstances(when, Cause.UNTOLD, Set.of());
    }
}
