package com.grow.outreach.application.job;

import com.grow.outreach.application.query.Position;
import com.grow.outreach.application.retention.Retention;
import com.grow.outreach.domain.JobId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of more outreaches than one transaction should hold. The job processes the matching outreaches in steps,
 * newest first. Each step is stored together with the job's progress, so that an interrupted job resumes with the next
 * step.
 *
 * <p>A batch that fits into one transaction leaves a finished job, so that it can be undone in the same way.
 *
 * <p>API documentation: {@code GET /api/jobs/:id}.
 *
 * @param id the id
 * @param request the change and the filter
 * @param status the status
 * @param totalCount the number of outreaches that matched when the job was created; the matches can change until the
 *     job reaches them
 * @param successCount the number of changed outreaches; in a dry run, the number that would change
 * @param refusedCount the number of outreaches that could not be changed
 * @param undoableCount the number of changes that were recorded for an undo
 * @param undoneBy the latest job that undoes this one, or null if there is none
 * @param position the position after the last processed outreach, or null if there is none
 * @param failures the number of consecutive failures of the next step
 * @param detail the reason for the failure, for users, or null if the job has not failed
 * @param createdAt the time of creation
 * @param finishedAt the time at which it reached a final status, or null if it has not
 */
public record Job(
        JobId id,
        JobRequest request,
        JobStatus status,
        long totalCount,
        long successCount,
        long refusedCount,
        long undoableCount,
        @Nullable JobId undoneBy,
        @Nullable Position position,
        int failures,
        @Nullable String detail,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** The maximum number of stored refusals of a job. Later ones are only counted. */
    public static final int MOST_REFUSALS = 1_000;

    /** The number of consecutive failures of a step after which the job fails. */
    public static final int MOST_FAILURES = 10;

    public Job {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** Returns a job that has not started. */
    public static Job queued(JobId id, JobRequest request, long totalCount, Instant createdAt) {
        return new Job(id, request, JobStatus.QUEUED, totalCount, 0, 0, 0, null, null, 0, null, createdAt, null);
    }

    /** Returns the number of processed outreaches. */
    public long doneCount() {
        return successCount + refusedCount;
    }

    /** Returns whether the status is final. */
    public boolean isFinished() {
        return status.isLast();
    }

    /**
     * Returns this job after one more step.
     *
     * @param succeeded the number of outreaches that the step changed
     * @param refused the number of outreaches that it could not change
     * @param next the position at which the next step starts, or null if this was the last step
     * @param when the time of the step
     */
    public Job advanced(long succeeded, long refused, @Nullable Position next, Instant when) {
        return new Job(
                id,
                request,
                next == null ? JobStatus.COMPLETED : JobStatus.RUNNING,
                totalCount,
                successCount + succeeded,
                refusedCount + refused,
                undoableCount,
                undoneBy,
                next == null ? position : next,
                0,
                null,
                createdAt,
                next == null ? when : null);
    }

    /** Returns the stopped job. */
    public Job stopped(Instant when) {
        return finished(JobStatus.STOPPED, failures, null, when);
    }

    /** Returns the failed job. The reason is permanent. */
    public Job failed(String why, Instant when) {
        return finished(JobStatus.FAILED, failures, why, when);
    }

    /**
     * Returns this job after a step that failed and was rolled back. The job retries the step up to {@link
     * #MOST_FAILURES} times.
     */
    public Job stumbled(Instant when) {
        if (failures + 1 >= MOST_FAILURES) {
            return finished(
                    JobStatus.FAILED,
                    failures + 1,
                    "An unexpected error occurred; the server's log has the details. Earlier changes remain.",
                    when);
        }
        return new Job(
                id,
                request,
                status,
                totalCount,
                successCount,
                refusedCount,
                undoableCount,
                undoneBy,
                position,
                failures + 1,
                detail,
                createdAt,
                finishedAt);
    }

    private Job finished(JobStatus last, int failed, @Nullable String why, Instant when) {
        return new Job(
                id,
                request,
                last,
                totalCount,
                successCount,
                refusedCount,
                undoableCount,
                undoneBy,
                position,
                failed,
                why,
                createdAt,
                when);
    }

    /** Returns this job after it has recorded more changes for an undo. */
    public Job recording(long changes) {
        return new Job(
                id,
                request,
                status,
                totalCount,
                successCount,
                refusedCount,
                undoableCount + changes,
                undoneBy,
                position,
                failures,
                detail,
                createdAt,
                finishedAt);
    }

    /** Returns this job with another position at which it starts. */
    public Job from(@Nullable Position start) {
        return new Job(
                id,
                request,
                status,
                totalCount,
                successCount,
                refusedCount,
                undoableCount,
                undoneBy,
                start,
                failures,
                detail,
                createdAt,
                finishedAt);
    }

    /** Returns this job with the job that undoes it. */
    public Job undoneBy(JobId undo) {
        return new Job(
                id,
                request,
                status,
                totalCount,
                successCount,
                refusedCount,
                undoableCount,
                undo,
                position,
                failures,
                detail,
                createdAt,
                finishedAt);
    }

    /** Returns the end of the time in which an undo is possible, or null if the job has nothing to undo or was undone. */
    public @Nullable Instant undoableUntil() {
        return finishedAt == null || undoableCount == 0 || undoneBy != null ? null : finishedAt.plus(Retention.UNDO);
    }
}
