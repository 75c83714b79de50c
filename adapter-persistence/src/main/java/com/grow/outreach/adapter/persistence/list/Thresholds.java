package com.grow.outreach.adapter.persistence.list;

/**
 * When to read a list in which way. Either way gives the same rows.
 *
 * @param deep from which row on a page is worth the counting that lets it jump over the rows before it
 * @param few up to how many rows it is cheaper to sort them all than to look for them in every company
 */
public record Thresholds(long deep, long few) {

    /** Where the ways cross at ten million outreaches. */
    public static final Thresholds MEASURED = new Thresholds(2_000, 10_000);
}
