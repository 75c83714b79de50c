package com.grow.outreach.application.query;

/**
 * What a list of outreaches is sorted by first. Every order ends in newest first, then the id, so that pages never overlap.
 *
 * <p>API documentation: the parameters {@code sort} and {@code direction} of {@code GET /api/outreaches}.
 *
 * @param key what to compare
 * @param direction which way round
 */
public record OutreachSort(Key key, Direction direction) {

    /** Newest first: the order of a list that was asked for without a sort. */
    public static final OutreachSort NEWEST_FIRST = new OutreachSort(Key.CREATED_AT, Direction.DESC);

    /**
     * Takes a key with a direction that it has.
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
        /** When they were created; newest first is the only direction. */
        CREATED_AT,
        /** The channel's word, as text. */
        CHANNEL,
        /** The company's name as a person alphabetises; companies of the same name stay apart. */
        COMPANY,
        /** The state's word, as text. */
        STATUS,
        /** The sequence's name, like a company's; unassigned outreaches come last in both directions. */
        SEQUENCE,
        /** The name of the company's owner, like a company's; unowned outreaches come last in both directions. */
        OWNER
    }
}
