package com.grow.outreach.application.query;

import java.util.Set;

/**
 * The values of which a reference must have one.
 *
 * @param <T> the type of the values
 * @param values the values; they need not exist
 * @param none whether the absence of a value matches, too
 */
public record AnyOf<T>(Set<T> values, boolean none) {

    public AnyOf {
        values = Set.copyOf(values);
    }

    /** Returns a choice that matches everything. */
    public static <T> AnyOf<T> all() {
        return new AnyOf<>(Set.of(), false);
    }

    /** Returns a choice that matches only the absence of a value. */
    public static <T> AnyOf<T> nothing() {
        return new AnyOf<>(Set.of(), true);
    }

    /** Returns a choice of one value. */
    public static <T> AnyOf<T> one(T value) {
        return new AnyOf<>(Set.of(value), false);
    }

    /** Returns whether the choice matches everything, because it names nothing. */
    public boolean isAll() {
        return values.isEmpty() && !none;
    }

    /** Returns the number of alternatives. */
    public int size() {
        return values.size() + (none ? 1 : 0);
    }
}
