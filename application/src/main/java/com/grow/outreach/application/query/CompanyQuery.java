package com.grow.outreach.application.query;

/**
 * One page of a filtered and sorted list of companies.
 *
 * @param filter which companies the list holds
 * @param sort in which order
 * @param page which part of it to return
 */
public record CompanyQuery(CompanyFilter filter, CompanySort sort, PageRequest page) {}
