package com.grow.outreach.domain;

import java.util.Objects;

/**
 * A place in the change feed: right after the event that has this number. The first event has 1. Numbers are left
 * out only where the database may have lost events that had them.
 *
 * <p>API documentation: {@code GET /api/events}, where it is the id of an event.
 *
 * @param value 0 or more; 0 is before the first event
 */
public record EventPosition(long value) implements Comparable<EventPosition> {

    public EventPosition {
        if (value < 0) {
            throw new IllegalArgumentException("a position is 0 or more: " + value);
        }
    }

    /** The place after the event that comes next. */
    public EventPosition next() {
        return new EventPosition(value + 1);
    }

    @Override
    public int compareTo(EventPosition other) {
        return Long.compare(value, Objects.requireNonNull(other, "other").value);
    }
}
