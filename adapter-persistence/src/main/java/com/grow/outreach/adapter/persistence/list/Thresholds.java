package com.grow.outreach.adapter.persistence.list;

/**
 * The thresholds between the plans of a list. All plans return the same rows.
 *
 * @param deep the offset from which counting and jumping is faster than skipping rows
 * @param few the number of rows up to which sorting is faster than searching every company for them
 */
public record Thresholds(long deep, long few) {

    /** The values measured with ten million outreaches. */
    public static final Thresholds MEASURED = new Thresholds(2_000, 10_000);
}
