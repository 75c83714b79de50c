package com.grow.outreach.application.query;

import java.time.Instant;
import java.util.Objects;

/**
 * A position in a list sorted by creation time, newest first: right after an item, which may have been deleted.
 *
 * @param createdAt the creation time of the item
 * @param ordinal the unique number that the storage gave the item; it orders items with the same creation time
 */
public record Position(Instant createdAt, long ordinal) {

    public Position {
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
