package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Transition;
import java.util.Optional;

/**
 * Use case: list the history of an outreach.
 *
 * <p>API documentation: {@code GET /api/outreaches/:id/transitions}.
 */
public interface ListTransitions {

    /**
     * Returns a page of the history, latest transition first; empty if the outreach does not exist.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Optional<Page<Transition>> list(OutreachId id, PageRequest page);
}
