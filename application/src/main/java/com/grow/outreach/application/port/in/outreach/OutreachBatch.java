package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.domain.OutreachId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The ids of a batch, 1 to {@link #MAX_SIZE}, without duplicates.
 *
 * <p>API documentation: the field {@code outreach_ids}.
 *
 * @param ids the ids in the order of the request
 */
public record OutreachBatch(Set<OutreachId> ids) implements OutreachSelection {

    /** The maximum number of ids in a batch. Duplicates count once. */
    public static final int MAX_SIZE = 10_000;

    /**
     * Creates a batch.
     *
     * @throws IllegalArgumentException if there is none, or more than {@link #MAX_SIZE}
     */
    public OutreachBatch {
        ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
        if (ids.isEmpty() || ids.size() > MAX_SIZE) {
            throw new IllegalArgumentException("a batch has 1 to " + MAX_SIZE + " outreaches, not " + ids.size());
        }
    }

    /** Returns the batch of the ids. Duplicates count once. */
    public static OutreachBatch of(Collection<OutreachId> ids) {
        return new OutreachBatch(new LinkedHashSet<>(ids));
    }
}
