package com.grow.outreach.domain;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver something to a {@link Webhook}.
 *
 * @param at when
 * @param statusCode what the endpoint answered, or null if it did not answer
 * @param error why it counts as failed, in a few words; null if it succeeded
 */
public record Attempt(
        Instant at, @Nullable Integer statusCode, @Nullable String error) {

    public Attempt {
        Objects.requireNonNull(at, "at");
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

    /** Whether what was to be delivered is. */
    public boolean succeeded() {
        return error == null;
    }
}
