package com.grow.outreach.application.query;

import org.jspecify.annotations.Nullable;

/**
 * One page of a filtered and sorted list of what is looked up by its name alone: sequences or users.
 *
 * <p>API documentation: the parameters of {@code GET /api/sequences} and {@code GET /api/users}.
 *
 * @param name those whose name has this in it, whatever the case, or null for all
 * @param sort in which order
 * @param page which part of it to return
 */
public record NamedQuery(@Nullable String name, NameSort sort, PageRequest page) {}
