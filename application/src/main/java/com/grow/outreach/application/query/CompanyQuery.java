package com.grow.outreach.application.query;

/**
 * A query for a page of companies.
 *
 * @param filter the filter
 * @param sort the order
 * @param page the page
 */
public record CompanyQuery(CompanyFilter filter, CompanySort sort, PageRequest page) {}
