package com.grow.outreach.application.query;

import org.jspecify.annotations.Nullable;

/**
 * A range of values with inclusive bounds. A range whose upper bound is below its lower bound is empty.
 *
 * @param <T> the type of the values
 * @param from the lower bound, or null for none
 * @param to the upper bound, or null for none
 */
public record Range<T extends Comparable<? super T>>(
        @Nullable T from, @Nullable T to) {

    /** Returns a range without bounds. It also matches items without a value. */
    public static <T extends Comparable<? super T>> Range<T> open() {
        return new Range<>(null, null);
    }

    /** Returns whether the range has no bounds. */
    public boolean isOpen() {
        return from == null && to == null;
    }
}
