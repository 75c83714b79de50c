package com.grow.outreach.application.query;

import org.jspecify.annotations.Nullable;

/**
 * Values from one to another, both included. A range that ends before it begins has none.
 *
 * @param <T> what the values are
 * @param from the first, or null if it is open there
 * @param to the last, or null if it is open there
 */
public record Range<T extends Comparable<? super T>>(
        @Nullable T from, @Nullable T to) {

    /** All values, and what has none. */
    public static <T extends Comparable<? super T>> Range<T> open() {
        return new Range<>(null, null);
    }

    /** Returns whether the range has no bounds. */
    public boolean isOpen() {
        return from == null && to == null;
    }
}
