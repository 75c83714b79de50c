package com.grow.outreach.application.query;

import org.jspecify.annotations.Nullable;

/**
 * A query for a page of sequences or users.
 *
 * <p>API documentation: the parameters of {@code GET /api/sequences} and {@code GET /api/users}.
 *
 * @param name words of the name in any order, ignoring case, or null for all
 * @param sort the order
 * @param page the page
 */
public record NamedQuery(@Nullable String name, NameSort sort, PageRequest page) {}
