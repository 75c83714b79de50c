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
}
