package com.grow.outreach.application.query;

import java.time.Instant;
import java.util.Objects;

/**
 * A place in a list that is newest first: right after one of its items, whether or not that is still there.
 *
 * @param createdAt when the item was created
 * @param ordinal the item's place among those created at the same moment; the storage's own number, never two the same
 */
public record Position(Instant createdAt, long ordinal) {

    public Position {
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
