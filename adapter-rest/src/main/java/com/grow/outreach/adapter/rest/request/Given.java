package com.grow.outreach.adapter.rest.request;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An optional field of a body.
 *
 * @param isGiven whether the field is present
 * @param value the value of the field; null if the field is null, absent or invalid
 */
public record Given<T>(boolean isGiven, @Nullable T value) {

    /** Returns the value of a field that is present and not null. */
    public T get() {
        return requireNonNull(value);
    }

    /** Returns the value, or {@code other} if the field is absent. The field must not be null. */
    public T or(T other) {
        return isGiven ? get() : other;
    }

    /** Returns the value, or {@code other} if the field is absent. */
    public @Nullable T orNull(@Nullable T other) {
        return isGiven ? value : other;
    }
}
