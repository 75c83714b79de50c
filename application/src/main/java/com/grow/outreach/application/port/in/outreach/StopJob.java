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
     * Stops the job once the step that is under way has ended, and returns then. What it has done stays done. To stop one
     * that was stopped before changes nothing.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result stop(JobId id);

    /** The result. */
    sealed interface Result {

        /** It is stopped; how far it came. */
        record Stopped(Job job) implements Result {}

        /** It had ended by itself before. */
        record Ended(Job job) implements Result {}

        /** No job has this id. */
        record JobNotFound(JobId id) implements Result {}
    }
}
