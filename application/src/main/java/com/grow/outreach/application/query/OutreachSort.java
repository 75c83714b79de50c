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
    public static final OutreachSort NEWEST_FIRST = new OutreachSort(Key.CREATED, Direction.DESC);

    /** The sort keys of outreaches. */
    public enum Key {
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
        OWNER,
        /** The person's name, like {@link #COMPANY}. */
        PERSON,
        /** The creation time. */
        CREATED,
        /** The time of the last transition; the creation time if there is none. */
        CHANGED
    }
}
