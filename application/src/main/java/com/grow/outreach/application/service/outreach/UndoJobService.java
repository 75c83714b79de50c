package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.job.Undo;
import com.grow.outreach.application.port.in.outreach.UndoJob;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.retention.Retention;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.access.AuditFields;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

record UndoJobService(Transactions transactions, InstantSource clock) implements UndoJob {

    @Override
    public Result undo(JobId id, Cause cause, boolean dryRun) {
        return transactions.write(stored -> stored.jobs()
                .lock(id)
                .map(job -> undo(stored, job, cause, dryRun))
                .orElseGet(() -> new Result.JobNotFound(id)));
    }

    private Result undo(Repositories stored, Job job, Cause cause, boolean dryRun) {
        var now = clock.instant();
        if (job.finishedAt() == null) {
            return new Result.StillRunning(job.id());
        }
        if (job.undoableCount() == 0 || now.isAfter(job.finishedAt().plus(Retention.UNDO))) {
            return new Result.NothingToUndo(job.id());
        }
        var earlier = Optional.ofNullable(job.undoneBy()).flatMap(stored.jobs()::find);
        if (earlier.isPresent() && !isInterrupted(earlier.get())) {
            return new Result.UndoneBy(job.id(), earlier.get().id());
        }
        return new Result.Queued(queue(stored, job, earlier, cause, dryRun, now));
    }

    /** Queues the undo, which continues after the last step of an interrupted one. */
    private static Job queue(
            Repositories stored, Job job, Optional<Job> interrupted, Cause cause, boolean dryRun, Instant when) {
        var reason = new Cause(cause.actor(), "Undo of " + job.id(), cause.metadata());
        long left =
                interrupted.map(undo -> undo.totalCount() - undo.doneCount()).orElse(job.undoableCount());
        var undo = stored.jobs()
                .add(new JobRequest(new Undo(job.id()), null, reason, dryRun), left, when)
                .from(interrupted.map(Job::position).orElse(null));
        stored.jobs().save(undo);
        if (!dryRun) {
            stored.jobs().save(job.undoneBy(undo.id()));
        }
        Jobs.schedule(
                stored,
                undo,
                when,
                AuditFields.NONE.with("undoes", job.id().value()).with("dry_run", dryRun));
        return undo;
    }

    private static boolean isInterrupted(Job undo) {
        return undo.status() == JobStatus.STOPPED || undo.status() == JobStatus.FAILED;
    }
}
