package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Outreach;

/**
 * Use case: browse and search outreaches.
 *
 * <p>API documentation: {@code GET /api/outreaches}.
 */
public interface ListOutreaches {

    /**
     * One page of the list, and how many outreaches the whole list has; both as of the same moment.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Page<Outreach> list(OutreachQuery query);
}
