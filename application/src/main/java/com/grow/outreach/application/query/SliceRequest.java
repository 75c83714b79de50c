package com.grow.outreach.application.query;

import org.jspecify.annotations.Nullable;

/**
 * A request for the next items of a walk through a list.
 *
 * <p>API documentation: the parameters {@code cursor} and {@code per} of {@code GET /api/outreaches}.
 *
 * @param after the position from which to continue, or null for the start of the list
 * @param size the maximum number of items, 1 to {@link #MAX_SIZE}
 */
public record SliceRequest(@Nullable Position after, int size) {

    /** The largest slice. HTTP clients get at most {@link PageRequest#MAX_SIZE}. */
    public static final int MAX_SIZE = 10_000;

    /**
     * Creates a request.
     *
     * @throws IllegalArgumentException if it is outside them
     */
    public SliceRequest {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("slice size " + size + " is not from 1 to " + MAX_SIZE);
        }
    }
}
