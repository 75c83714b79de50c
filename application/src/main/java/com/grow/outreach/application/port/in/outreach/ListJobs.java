package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * Use case: list jobs.
 *
 * <p>API documentation: {@code GET /api/jobs}.
 */
public interface ListJobs {

    /**
     * Returns a page of the jobs, latest first.
     *
     * @param status the status of the jobs, or null for all
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Page<Job> list(@Nullable JobStatus status, PageRequest page);
}
