package com.grow.outreach.application.port.in;

import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Sequence;

/**
 * Use case: browse and search sequences.
 *
 * <p>API documentation: {@code GET /api/sequences}.
 */
public interface ListSequences {

    /**
     * One page of the list, and how many sequences the whole list has; both as of the same moment.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Page<Sequence> list(NamedQuery query);
}
