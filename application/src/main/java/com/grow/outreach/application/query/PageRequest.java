package com.grow.outreach.application.query;

/**
 * A request for a page of a list.
 *
 * <p>API documentation: the parameters {@code page} and {@code per}.
 *
 * @param number the number of the page, from 1 to {@link #MAX_NUMBER}; a page past the end is empty
 * @param size the number of items in a page, 1 to {@link #MAX_SIZE}
 */
public record PageRequest(long number, int size) {

    /** The default page size. */
    public static final int DEFAULT_SIZE = 50;

    /** The largest page size. */
    public static final int MAX_SIZE = 500;

    /** The highest page number. It is the largest integer that every JSON parser represents exactly. */
    public static final long MAX_NUMBER = (1L << 53) - 1;

    /**
     * Creates a request.
     *
     * @throws IllegalArgumentException if number or size is outside them
     */
    public PageRequest {
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("page number " + number + " is not from 1 to " + MAX_NUMBER);
        }
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("page size " + size + " is not from 1 to " + MAX_SIZE);
        }
    }

    /** Returns a request for the first page with the default size. */
    public static PageRequest first() {
        return new PageRequest(1, DEFAULT_SIZE);
    }

    /** Returns the number of items before this page. */
    public long offset() {
        return (number - 1) * size;
    }
}
