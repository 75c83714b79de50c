package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.OutreachChange;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.port.in.outreach.MatchingOutreaches;
import com.grow.outreach.application.port.in.outreach.OutreachSelection;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import java.time.Instant;
import java.util.List;

/** The jobs for changes that are too large for one transaction. */
final class Jobs {

    private Jobs() {}

    /**
     * Creates and schedules a job that changes the matching outreaches.
     *
     * @param selection a filter, because a list of ids always fits into one transaction
     */
    static Job queue(
            Repositories stored,
            OutreachChange change,
            OutreachSelection selection,
            Cause cause,
            boolean dryRun,
            Instant when) {
        var filter = ((MatchingOutreaches) selection).filter();
        long totalCount = stored.outreaches().count(filter);
        var job = stored.jobs().add(new JobRequest(change, filter, cause, dryRun), totalCount, when);
        stored.tasks().schedule(TaskKind.JOB, List.of(job.id().value()), when);
        stored.audit()
                .record(AuditEntry.of(when, Author.of(stored.caller()), "job.started", job.id())
                        .changing(AuditFields.NONE, fields(change).with("dry_run", dryRun)));
        return job;
    }

    private static AuditFields fields(OutreachChange change) {
        return change instanceof Move move
                ? AuditFields.NONE.with("state", move.state().value())
                : AuditFields.NONE.with(
                        "sequence_id", ((Assignment) change).sequenceId().value());
    }
}
