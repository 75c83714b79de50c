package com.grow.outreach.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver something to a {@link Webhook}.
 *
 * @param at when
 * @param statusCode what the endpoint answered, or null if it did not answer
 * @param error why it counts as failed, in a few words; null if it succeeded
 * @param notBefore when the endpoint can be tried again, by its own words, at most {@link #LONGEST_WAIT} later; null if it
 *     said nothing. It counts for what comes of the attempt, and is not kept with it.
 */
public record Attempt(
        Instant at,
        @Nullable Integer statusCode,
        @Nullable String error,
        @Nullable Instant notBefore) {

    /** How long an endpoint can ask to be left alone. */
    public static final Duration LONGEST_WAIT = Duration.ofHours(1);

    public Attempt {
        Objects.requireNonNull(at, "at");
        if (notBefore != null && notBefore.isAfter(at.plus(LONGEST_WAIT))) {
            notBefore = at.plus(LONGEST_WAIT);
        }
    }

    /** An attempt after which the endpoint asked for nothing. */
    public Attempt(Instant at, @Nullable Integer statusCode, @Nullable String error) {
        this(at, statusCode, error, null);
    }

    /** An endpoint answered; what is not of 200 to 299 is a failure. */
    public static Attempt answered(Instant at, int statusCode) {
        boolean accepted = statusCode >= 200 && statusCode < 300;
        return new Attempt(at, statusCode, accepted ? null : "the endpoint answered " + statusCode);
    }

    /** There was no answer. */
    public static Attempt failed(Instant at, String error) {
        return new Attempt(at, null, Objects.requireNonNull(error, "error"));
    }

    /** The same attempt, after which the endpoint asked to be tried again no earlier than that. */
    public Attempt notBefore(Instant when) {
        return new Attempt(at, statusCode, error, Objects.requireNonNull(when, "when"));
    }

    /** Returns the later of a moment and the one before which the endpoint does not want to be tried again. */
    Instant orLater(Instant planned) {
        return notBefore != null && notBefore.isAfter(planned) ? notBefore : planned;
    }

    /** Whether what was to be delivered is. */
    public boolean succeeded() {
        return error == null;
    }
}
