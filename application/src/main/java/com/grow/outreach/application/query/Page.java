package com.grow.outreach.application.query;

import java.util.List;

/**
 * A page of a list with the total number of items.
 *
 * <p>API documentation: {@code items} and {@code pagination}.
 *
 * @param <T> the type of the items
 * @param items the items of this page; empty past the end of the list
 * @param request the request for this page
 * @param totalCount the number of items in the whole list, as of the same time as the items
 */
public record Page<T>(List<T> items, PageRequest request, long totalCount) {

    public Page {
        items = List.copyOf(items);
    }

    /** Returns the number of pages, 0 for an empty list. */
    public long totalPages() {
        return (totalCount + request.size() - 1) / request.size();
    }
}
