package com.grow.outreach.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver an event to a {@link Webhook}.
 *
 * @param at the time of the attempt
 * @param statusCode the HTTP status of the response, or null if there was none
 * @param error the reason for the failure, or null if the attempt succeeded
 * @param notBefore the earliest retry that the endpoint asked for, at most {@link #LONGEST_WAIT} after the attempt; null if
 *     it did not ask. This value is not stored.
 */
public record Attempt(
        Instant at,
        @Nullable Integer statusCode,
        @Nullable String error,
        @Nullable Instant notBefore) {

    /** The longest wait that an endpoint can ask for. */
    public static final Duration LONGEST_WAIT = Duration.ofHours(1);

    public Attempt {
        Objects.requireNonNull(at, "at");
        if (notBefore != null && notBefore.isAfter(at.plus(LONGEST_WAIT))) {
            notBefore = at.plus(LONGEST_WAIT);
        }
    }

    /** Creates an attempt without an earliest retry. */
    public Attempt(Instant at, @Nullable Integer statusCode, @Nullable String error) {
        this(at, statusCode, error, null);
    }

    /** Returns an attempt with a response. Any status outside 200 to 299 is a failure. */
    public static Attempt answered(Instant at, int statusCode) {
        boolean accepted = statusCode >= 200 && statusCode < 300;
        return new Attempt(at, statusCode, accepted ? null : "the endpoint answered " + statusCode);
    }

    /** Returns an attempt without a response. */
    public static Attempt failed(Instant at, String error) {
        return new Attempt(at, null, Objects.requireNonNull(error, "error"));
    }

    /** Returns this attempt with an earliest retry. */
    public Attempt notBefore(Instant when) {
        return new Attempt(at, statusCode, error, Objects.requireNonNull(when, "when"));
    }

    /** Returns the later of the planned retry and the earliest one that the endpoint asked for. */
    Instant orLater(Instant planned) {
        return notBefore != null && notBefore.isAfter(planned) ? notBefore : planned;
    }

    /** Returns whether the event was delivered. */
    public boolean succeeded() {
        return error == null;
    }
}
