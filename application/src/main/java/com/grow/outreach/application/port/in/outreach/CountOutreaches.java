package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachStats;

/**
 * Use case: see how many outreaches there are of which kind.
 *
 * <p>API documentation: {@code GET /api/outreaches/stats}.
 */
public interface CountOutreaches {

    /**
     * The numbers of a list's outreaches, all as of the same moment.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    OutreachStats count(OutreachFilter filter);
}
