package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.JobId;

/**
 * Use case: undo what a job or a batch changed.
 *
 * <p>API documentation: {@code POST /api/jobs/:id/undo}.
 */
public interface UndoJob {

    /**
     * Queues a job that restores the outreaches that are still as the given job left them. Moves are reverted by moves,
     * as far as the state machine and the guards allow. An undo that was stopped or that failed is continued.
     *
     * @param cause the actor, for the history and the events
     * @param dryRun whether the job only counts what it would restore
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result undo(JobId id, Cause cause, boolean dryRun);

    /** The result. */
    sealed interface Result {

        /** A job undoes the changes. */
        record Queued(Job job) implements Result {}

        /** The job still runs. It must end or be stopped first. */
        record StillRunning(JobId id) implements Result {}

        /** Another job undoes or has undone the changes. */
        record UndoneBy(JobId id, JobId undo) implements Result {}

        /** The job has changed no outreach, or the time for an undo is over. */
        record NothingToUndo(JobId id) implements Result {}

        /** No job has this id. */
        record JobNotFound(JobId id) implements Result {}
    }
}
