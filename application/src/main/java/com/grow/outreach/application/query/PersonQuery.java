package com.grow.outreach.application.query;

/**
 * One page of a filtered and sorted list of people.
 *
 * @param filter which people the list holds
 * @param sort in which order
 * @param page which part of it to return
 */
public record PersonQuery(PersonFilter filter, NameSort sort, PageRequest page) {}
