package com.grow.outreach.application.query;

import java.util.List;

/**
 * A part of a list, with the size of the whole.
 *
 * <p>API documentation: {@code items} and {@code pagination}.
 *
 * @param <T> what the list holds
 * @param items the items of this page in the list's order; empty past the end
 * @param request which page this is
 * @param totalCount how many items all pages have together, at the moment when the items were read
 */
public record Page<T>(List<T> items, PageRequest request, long totalCount) {

    public Page {
        items = List.copyOf(items);
    }

    /** How many pages hold all items; 0 if there are none. */
    public long totalPages() {
        return (totalCount + request.size() - 1) / request.size();
    }
}
