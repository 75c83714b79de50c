package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.domain.JobId;
import java.util.List;
import java.util.Optional;

/**
 * Use case: look at how far a job is and what it could not do.
 *
 * <p>API documentation: {@code GET /api/jobs/:id}.
 */
public interface GetJob {

    /**
     * The job of that id, or empty if there is none.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Optional<Report> get(JobId id);

    /**
     * A job with its refusals.
     *
     * @param refusals the first {@link Job#MOST_REFUSALS} outreaches that it met and could not change, in that order
     */
    record Report(Job job, List<BatchRefusal> refusals) {

        public Report {
            refusals = List.copyOf(refusals);
        }
    }
}
