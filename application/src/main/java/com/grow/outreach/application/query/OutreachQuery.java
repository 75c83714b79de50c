package com.grow.outreach.application.query;

/**
 * A query for a page of outreaches.
 *
 * @param filter the filter
 * @param sort the order
 * @param page the page
 */
public record OutreachQuery(OutreachFilter filter, OutreachSort sort, PageRequest page) {}
