package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.port.in.outreach.StopJob;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import java.time.InstantSource;

record StopJobService(Transactions transactions, InstantSource clock) implements StopJob {

    @Override
    public Result stop(JobId id) {
        return transactions.write(stored ->
                stored.jobs().lock(id).map(job -> stop(stored, job)).orElseGet(() -> new Result.JobNotFound(id)));
    }

    private Result stop(Repositories stored, Job job) {
        if (job.status() == JobStatus.STOPPED) {
            return new Result.Stopped(job);
        }
        if (job.isFinished()) {
            return new Result.Ended(job);
        }
        var now = clock.instant();
        var stopped = job.stopped(now);
        stored.jobs().save(stopped);
        stored.audit().record(AuditEntry.of(now, Author.of(stored.caller()), "job.stopped", job.id()));
        return new Result.Stopped(stopped);
    }
}
