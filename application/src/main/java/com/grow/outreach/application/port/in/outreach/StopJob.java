package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.domain.JobId;

/**
 * Use case: stop a job.
 *
 * <p>API documentation: {@code PATCH /api/jobs/:id/stop}.
 */
public interface StopJob {

    /**
     * Stops the job after its current step and waits for that step. Earlier changes remain. Stopping a stopped job has
     * no effect.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result stop(JobId id);

    /** The result. */
    sealed interface Result {

        /** The job is stopped. */
        record Stopped(Job job) implements Result {}

        /** The job had already completed or failed. */
        record Ended(Job job) implements Result {}

        /** No job has this id. */
        record JobNotFound(JobId id) implements Result {}
    }
}
