package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.domain.OutreachId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The outreaches that a batch is for: 1 to {@link #MAX_SIZE}, each once.
 *
 * <p>API documentation: the field {@code outreach_ids}.
 *
 * @param ids the ids in the order in which they were given
 */
public record OutreachBatch(Set<OutreachId> ids) implements OutreachSelection {

    /** How many outreaches one batch can have; an id that comes twice counts once. */
    public static final int MAX_SIZE = 10_000;

    /**
     * Takes ids within the limits.
     *
     * @throws IllegalArgumentException if there is none, or more than {@link #MAX_SIZE}
     */
    public OutreachBatch {
        ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
        if (ids.isEmpty() || ids.size() > MAX_SIZE) {
            throw new IllegalArgumentException("a batch has 1 to " + MAX_SIZE + " outreaches, not " + ids.size());
        }
    }

    /** The batch of those ids; see the constructor. */
    public static OutreachBatch of(Collection<OutreachId> ids) {
        return new OutreachBatch(new LinkedHashSet<>(ids));
    }
}
