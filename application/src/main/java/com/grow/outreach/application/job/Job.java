package com.grow.outreach.application.job;

import com.grow.outreach.application.query.Position;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.TransitionResult.Refused;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of more outreaches than one transaction should hold. It walks those that match, newest first, step by step; each
 * step is stored together with how far the job is then, so that a job that breaks off goes on where it stood.
 *
 * <p>API documentation: {@code GET /api/jobs/:id}.
 *
 * @param id its id
 * @param request what it was asked to do
 * @param status how it stands
 * @param totalCount how many outreaches matched when it was asked for; others may match when it comes to them
 * @param successCount how many it has changed, or would have in a dry run
 * @param refusedCount how many could not be changed
 * @param position right after the last outreach that it has met, or null if it has met none
 * @param failures how often its next step has failed in a row
 * @param detail why it failed, in a sentence for people, or null if it has not
 * @param createdAt when it was asked for
 * @param finishedAt when it reached its last status, or null if it has not
 */
public record Job(
        JobId id,
        JobRequest request,
        JobStatus status,
        long totalCount,
        long successCount,
        long refusedCount,
        @Nullable Position position,
        int failures,
        @Nullable String detail,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** How many refusals of a job are kept, the first ones; all are counted. */
    public static final int MOST_REFUSALS = 1_000;

    /** How often in a row a step may fail before the job gives up. */
    public static final int MOST_FAILURES = 10;

    public Job {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** A job that has not begun. */
    public static Job queued(JobId id, JobRequest request, long totalCount, Instant createdAt) {
        return new Job(id, request, JobStatus.QUEUED, totalCount, 0, 0, null, 0, null, createdAt, null);
    }

    /** How many outreaches it has met. */
    public long doneCount() {
        return successCount + refusedCount;
    }

    /** Returns whether the status is final. */
    public boolean isFinished() {
        return status.isLast();
    }

    /**
     * This job after one more step.
     *
     * @param succeeded how many outreaches the step changed
     * @param refused how many it could not change
     * @param next where the next step begins, or null if this was the last
     * @param when when the step was made
     */
    public Job advanced(long succeeded, long refused, @Nullable Position next, Instant when) {
        return new Job(
                id,
                request,
                next == null ? JobStatus.COMPLETED : JobStatus.RUNNING,
                totalCount,
                successCount + succeeded,
                refusedCount + refused,
                next == null ? position : next,
                0,
                null,
                createdAt,
                next == null ? when : null);
    }

    /** This job, stopped. */
    public Job stopped(Instant when) {
        return finished(JobStatus.STOPPED, failures, null, when);
    }

    /** This job, failed for a reason that will not go away. */
    public Job failed(String why, Instant when) {
        return finished(JobStatus.FAILED, failures, why, when);
    }

    /** This job after a step that failed and left nothing behind: to be tried again, unless that happened too often. */
    public Job stumbled(Instant when) {
        if (failures + 1 >= MOST_FAILURES) {
            return finished(
                    JobStatus.FAILED,
                    failures + 1,
                    "Something is broken on our side; it has been logged. What was done until then is done.",
                    when);
        }
        return new Job(
                id,
                request,
                status,
                totalCount,
                successCount,
                refusedCount,
                position,
                failures + 1,
                detail,
                createdAt,
                finishedAt);
    }

    private Job finished(JobStatus last, int failed, @Nullable String why, Instant when) {
        return new Job(
                id, request, last, totalCount, successCount, refusedCount, position, failed, why, createdAt, when);
    }

    /** Why an outreach that a job met was left as it was. */
    public record Refusal(OutreachId id, Refused reason) {}
}
