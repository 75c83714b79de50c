package com.grow.outreach.application.query;

/**
 * The order of a list of outreaches. Equal outreaches are sorted by creation time, newest first, then by id, so that
 * pages never overlap.
 *
 * <p>API documentation: the parameters {@code sort} and {@code direction} of {@code GET /api/outreaches}.
 *
 * @param key the sort key
 * @param direction the direction
 */
public record OutreachSort(Key key, Direction direction) {

    /** The default order: by creation time, newest first. */
    public static final OutreachSort NEWEST_FIRST = new OutreachSort(Key.CREATED_AT, Direction.DESC);

    /**
     * Creates an order.
     *
     * @throws IllegalArgumentException for {@link Key#CREATED_AT} with {@link Direction#ASC}
     */
    public OutreachSort {
        if (key == Key.CREATED_AT && direction == Direction.ASC) {
            throw new IllegalArgumentException("newest first is the only order by creation");
        }
    }

    /** The sort keys of outreaches. */
    public enum Key {
        /** The creation time; newest first is the only direction. */
        CREATED_AT,
        /** The API value of the channel, alphabetically. */
        CHANNEL,
        /** The company's name in the order of an ICU collation, then the company's id. */
        COMPANY,
        /** The API value of the state, alphabetically. */
        STATUS,
        /** The sequence's name, like {@link #COMPANY}. Outreaches without a sequence come last in both directions. */
        SEQUENCE,
        /**
         * The name of the company's owner, like {@link #COMPANY}. Outreaches without an owner come last in both
         * directions.
         */
        OWNER
    }
}
