package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Outreach;

/**
 * Use case: list outreaches with filters and an order.
 *
 * <p>API documentation: {@code GET /api/outreaches}.
 */
public interface ListOutreaches {

    /**
     * Returns a page of the list and the total number of matches, both as of the same time.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Page<Outreach> list(OutreachQuery query);
}
