package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Transition;
import java.util.Optional;

/**
 * Use case: see what an outreach went through.
 *
 * <p>API documentation: {@code GET /api/outreaches/:id/transitions}.
 */
public interface ListTransitions {

    /**
     * One page of the history, the latest move first; empty if there is no such outreach.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Optional<Page<Transition>> list(OutreachId id, PageRequest page);
}
