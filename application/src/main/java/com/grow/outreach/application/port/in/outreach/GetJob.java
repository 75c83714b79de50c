package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.domain.JobId;
import java.util.List;
import java.util.Optional;

/**
 * Use case: get the progress and the refusals of a job.
 *
 * <p>API documentation: {@code GET /api/jobs/:id}.
 */
public interface GetJob {

    /**
     * Returns the job with this id, or empty if there is none.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Optional<Report> get(JobId id);

    /**
     * A job with its refusals.
     *
     * @param refusals the outreaches that the job could not change, in the order of processing, at most {@link
     *     Job#MOST_REFUSALS}
     */
    record Report(Job job, List<BatchRefusal> refusals) {

        public Report {
            refusals = List.copyOf(refusals);
        }
    }
}
