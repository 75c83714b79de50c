package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import java.util.Optional;

/**
 * Use case: get an outreach.
 *
 * <p>API documentation: {@code GET /api/outreaches/:id}.
 */
public interface GetOutreach {

    /**
     * Returns the outreach with this id, or empty if there is none.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Optional<Outreach> get(OutreachId id);

    /**
     * Returns the id of the outreach that replaced the one with this id in a merge of people, or empty if it was not
     * replaced.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Optional<OutreachId> successor(OutreachId id);
}
