package com.grow.outreach.application.query;

/**
 * The order of a list of companies. Equal companies are sorted by creation time, newest first, then by id, so that
 * pages never overlap.
 *
 * <p>API documentation: the parameters {@code sort} and {@code direction} of {@code GET /api/companies}.
 *
 * @param key the sort key; companies without a value come last in both directions
 * @param direction the direction
 */
public record CompanySort(Key key, Direction direction) {

    /** The default order: by creation time, newest first. */
    public static final CompanySort NEWEST_FIRST = new CompanySort(Key.CREATED_AT, Direction.DESC);

    /**
     * Creates an order.
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
        /** The creation time; newest first is the only direction. */
        CREATED_AT,
        /** The name in the order of an ICU collation. */
        NAME,
        /** The domain in the order of an ICU collation. */
        DOMAIN,
        /** The fit: no, then yes. An unknown fit counts as no value. */
        FIT,
        /** The segments in the order of an ICU collation, first segment first. */
        SEGMENTS,
        /** The overall score. */
        OVERALL_SCORE,
        /** The owner's name in the order of an ICU collation, then the owner's id. */
        OWNER,
        /** The time of the last completed enrichment. */
        LAST_ENRICHMENT
    }
}
