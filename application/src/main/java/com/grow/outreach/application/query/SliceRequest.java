package com.grow.outreach.application.query;

import org.jspecify.annotations.Nullable;

/**
 * Which items of a list to return next on a walk.
 *
 * <p>API documentation: the parameters {@code cursor} and {@code per} of {@code GET /api/outreaches}.
 *
 * @param after where the walk stands, or null at its start
 * @param size how many items to return at most, 1 to {@link #MAX_SIZE}
 */
public record SliceRequest(@Nullable Position after, int size) {

    /** The largest slice. HTTP clients get at most {@link PageRequest#MAX_SIZE}. */
    public static final int MAX_SIZE = 10_000;

    /**
     * Takes a size within the limits.
     *
     * @throws IllegalArgumentException if it is outside them
     */
    public SliceRequest {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("slice size " + size + " is not from 1 to " + MAX_SIZE);
        }
    }
}
