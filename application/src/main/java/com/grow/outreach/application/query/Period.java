package com.grow.outreach.application.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A period of time. One that ends before it begins is empty.
 *
 * @param from the first moment, or null for none
 * @param end the first moment after the period, or null for none
 */
public record Period(@Nullable Instant from, @Nullable Instant end) {

    /** All time. */
    public static final Period OPEN = new Period(null, null);

    /** Returns whether the period includes all time. */
    public boolean isOpen() {
        return from == null && end == null;
    }

    /** Returns whether the period includes a moment. */
    public boolean includes(Instant moment) {
        return (from == null || !moment.isBefore(from)) && (end == null || moment.isBefore(end));
    }
}
