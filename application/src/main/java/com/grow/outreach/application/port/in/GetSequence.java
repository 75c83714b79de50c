package com.grow.outreach.application.port.in;

import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.util.Optional;

/**
 * Use case: look at one sequence.
 *
 * <p>API documentation: {@code GET /api/sequences/:id}.
 */
public interface GetSequence {

    /**
     * The sequence of that id, or empty if there is none.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Optional<Sequence> get(SequenceId id);
}
