package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachStats;

/**
 * Use case: count outreaches by state and channel.
 *
 * <p>API documentation: {@code GET /api/outreaches/stats}.
 */
public interface CountOutreaches {

    /**
     * Returns the numbers of matching outreaches, all as of the same time.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    OutreachStats count(OutreachFilter filter);
}
