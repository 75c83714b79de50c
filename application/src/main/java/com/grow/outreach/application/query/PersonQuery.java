package com.grow.outreach.application.query;

/**
 * A query for a page of people.
 *
 * @param filter the filter
 * @param sort the order
 * @param page the page
 */
public record PersonQuery(PersonFilter filter, NameSort sort, PageRequest page) {}
