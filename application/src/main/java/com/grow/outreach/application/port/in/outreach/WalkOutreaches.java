package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Outreach;

/**
 * Use case: read all matching outreaches in steps, newest first. Each step has the same cost.
 *
 * <p>API documentation: the parameter {@code cursor} of {@code GET /api/outreaches}.
 */
public interface WalkOutreaches {

    /**
     * Returns the next outreaches of a walk. A complete walk returns every outreach that matches the filter throughout
     * exactly once, even if outreaches are created meanwhile.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Slice<Outreach> walk(OutreachFilter filter, SliceRequest slice);
}
