package com.grow.outreach.application.query;

/**
 * Which part of a list to return.
 *
 * <p>API documentation: the parameters {@code page} and {@code per}.
 *
 * @param number the page, counted from 1, up to {@link #MAX_NUMBER}; a page past the end is empty, not an error
 * @param size how many items a page has, 1 to {@link #MAX_SIZE}
 */
public record PageRequest(long number, int size) {

    /** The default size of a page. */
    public static final int DEFAULT_SIZE = 50;

    /** The largest page. */
    public static final int MAX_SIZE = 500;

    /** The highest page number: the largest integer that every JSON reader keeps exact. */
    public static final long MAX_NUMBER = (1L << 53) - 1;

    /**
     * Takes a page within the limits.
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

    /** The first page, of the default size. */
    public static PageRequest first() {
        return new PageRequest(1, DEFAULT_SIZE);
    }

    /** How many items of the list come before this page. */
    public long offset() {
        return (number - 1) * size;
    }
}
