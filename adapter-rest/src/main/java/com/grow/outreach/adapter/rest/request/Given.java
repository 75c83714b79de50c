package com.grow.outreach.adapter.rest.request;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A field of a body that may be left out.
 *
 * @param isGiven whether it is there
 * @param value what it holds; null if that is null, if it is not there or if it is wrong
 */
public record Given<T>(boolean isGiven, @Nullable T value) {

    /** What it holds, of a field that is there and not null. */
    public T get() {
        return requireNonNull(value);
    }

    /** What it holds, or something else if it is not there; of a field that is not null. */
    public T or(T other) {
        return isGiven ? get() : other;
    }

    /** What it holds, or something else if it is not there. */
    public @Nullable T orNull(@Nullable T other) {
        return isGiven ? value : other;
    }
}
