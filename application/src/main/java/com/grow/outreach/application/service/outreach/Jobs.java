package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.OutreachChange;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.job.Undoable;
import com.grow.outreach.application.port.in.outreach.MatchingOutreaches;
import com.grow.outreach.application.port.in.outreach.OutreachSelection;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jobs for changes that are too large for one transaction, and the records of those that are not. */
final class Jobs {

    private Jobs() {}

    /**
     * The order to change outreaches.
     *
     * @param dryRun whether to return the result without changing anything
     * @param when the time of the order
     */
    record Order(OutreachChange change, OutreachSelection selection, Cause cause, boolean dryRun, Instant when) {

        private JobRequest request() {
            return selection instanceof MatchingOutreaches matching
                    ? new JobRequest(change, matching.filter(), matching.except(), cause, dryRun)
                    : new JobRequest(change, null, cause, dryRun);
        }
    }

    /**
     * Creates and schedules a job that changes the matching outreaches.
     *
     * @param order has a filter, because a list of ids always fits into one transaction
     */
    static Job queue(Repositories stored, Order order) {
        var matching = (MatchingOutreaches) order.selection();
        long excepted = matching.except().isEmpty()
                ? 0
                : stored.outreaches()
                        .findAll(matching.except(), matching.filter())
                        .size();
        long totalCount = stored.outreaches().count(matching.filter()) - excepted;
        var job = stored.jobs().add(order.request(), totalCount, order.when());
        schedule(stored, job, order.when(), fields(order.change()).with("dry_run", order.dryRun()));
        return job;
    }

    /** Schedules a new job and audits its start. */
    static void schedule(Repositories stored, Job job, Instant when, AuditFields fields) {
        stored.tasks().schedule(TaskKind.JOB, List.of(job.id().value()), when);
        stored.audit()
                .record(AuditEntry.of(when, Author.of(stored.caller()), "job.started", job.id())
                        .changing(AuditFields.NONE, fields));
    }

    /**
     * Records a batch as a finished job, so that it can be undone.
     *
     * @param succeeded the number of outreaches that the batch changed
     * @return the id of the job, or null if there is nothing to undo
     */
    static @Nullable JobId record(
            Repositories stored, Order order, int succeeded, List<BatchRefusal> refusals, List<Undoable> changes) {
        if (order.dryRun() || changes.isEmpty()) {
            return null;
        }
        var job = stored.jobs().add(order.request(), (long) succeeded + refusals.size(), order.when());
        stored.jobs().refuse(job.id(), refusals);
        stored.jobs().record(job.id(), changes);
        stored.jobs()
                .save(job.advanced(succeeded, refusals.size(), null, order.when())
                        .recording(changes.size()));
        return job.id();
    }

    private static AuditFields fields(OutreachChange change) {
        if (change instanceof Move move) {
            return AuditFields.NONE.with("state", move.state().value());
        }
        return change instanceof Assignment to
                ? AuditFields.NONE.with("sequence_id", to.sequenceId().value())
                : AuditFields.NONE;
    }
}
