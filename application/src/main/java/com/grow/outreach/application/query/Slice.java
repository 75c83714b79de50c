package com.grow.outreach.application.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next items of a walk through a list.
 *
 * @param <T> the type of the items
 * @param items the items in the list's order
 * @param next the position at which the walk continues, or null at the end of the list
 */
public record Slice<T>(List<T> items, @Nullable Position next) {

    public Slice {
        items = List.copyOf(items);
    }
}
