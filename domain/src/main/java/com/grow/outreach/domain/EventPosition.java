package com.grow.outreach.domain;

import java.util.Objects;

/**
 * A position in the change feed: right after the event with this number. The first event has number 1. Numbers are
 * skipped only where the database may have lost events.
 *
 * <p>API documentation: {@code GET /api/events}, where it is the id of an event.
 *
 * @param value the number, 0 or more; 0 is before the first event
 */
public record EventPosition(long value) implements Comparable<EventPosition> {

    public EventPosition {
        if (value < 0) {
            throw new IllegalArgumentException("a position is 0 or more: " + value);
        }
    }

    /** Returns the position after the next event. */
    public EventPosition next() {
        return new EventPosition(value + 1);
    }

    @Override
    public int compareTo(EventPosition other) {
        return Long.compare(value, Objects.requireNonNull(other, "other").value);
    }
}
