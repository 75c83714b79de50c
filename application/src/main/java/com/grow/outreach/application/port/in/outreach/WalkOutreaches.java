package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Outreach;

/**
 * Use case: go through all outreaches, newest first, each step at the same cost.
 *
 * <p>API documentation: the parameter {@code cursor} of {@code GET /api/outreaches}.
 */
public interface WalkOutreaches {

    /**
     * The next outreaches of a walk. Whatever is created meanwhile, a walk meets every outreach that a filter leaves
     * all along once, and none twice.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Slice<Outreach> walk(OutreachFilter filter, SliceRequest slice);
}
