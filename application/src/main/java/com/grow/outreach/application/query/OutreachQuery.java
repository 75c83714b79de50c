package com.grow.outreach.application.query;

/**
 * One page of a filtered and sorted list of outreaches.
 *
 * @param filter which outreaches the list holds
 * @param sort in which order
 * @param page which part of it to return
 */
public record OutreachQuery(OutreachFilter filter, OutreachSort sort, PageRequest page) {}
