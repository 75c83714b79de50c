package com.grow.outreach.application.query;

/**
 * What a list of companies is sorted by first. Every order ends in newest first, then the id, so that pages never overlap.
 *
 * <p>API documentation: the parameters {@code sort} and {@code direction} of {@code GET /api/companies}.
 *
 * @param key what to compare; companies that lack it come last in both directions
 * @param direction which way round
 */
public record CompanySort(Key key, Direction direction) {

    /** Newest first: the order of a list that was asked for without a sort. */
    public static final CompanySort NEWEST_FIRST = new CompanySort(Key.CREATED_AT, Direction.DESC);

    /**
     * Takes a key with a direction that it has.
     *
     * @throws IllegalArgumentException for {@link Key#CREATED_AT} with {@link Direction#ASC}
     */
    public CompanySort {
        if (key == Key.CREATED_AT && direction == Direction.ASC) {
            throw new IllegalArgumentException("newest first is the only order by creation");
        }
    }

    /** The sort keys of companies. */
    public enum Key {
        /** When they were created; newest first is the only direction. */
        CREATED_AT,
        /** The name as a person alphabetises. */
        NAME,
        /** The domain as a person alphabetises. */
        DOMAIN,
        /** No before yes; those not judged yet lack it. */
        FIT,
        /** The segments as a person alphabetises, by the first, then the second and so on. */
        SEGMENTS,
        /** The score as a number. */
        OVERALL_SCORE,
        /** The owner's name as a person alphabetises; owners of the same name stay apart. */
        OWNER,
        /** The time at which an enrichment was last completed. */
        LAST_ENRICHMENT
    }
}
