package com.grow.outreach.application.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of a list that come next on a walk from its start to its end.
 *
 * @param <T> what the list holds
 * @param items the items in the list's order
 * @param next where the walk goes on, or null if nothing followed when the items were read
 */
public record Slice<T>(List<T> items, @Nullable Position next) {

    public Slice {
        items = List.copyOf(items);
    }
}
