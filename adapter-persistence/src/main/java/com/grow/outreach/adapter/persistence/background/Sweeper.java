package com.grow.outreach.adapter.persistence.background;

import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Removes what has had its time: answers that have expired, which nobody is given in any case, old events and what was
 * delivered of them, uploads that broke off, and jobs and imports that ended long ago. Any number of processes may do so
 * on one database.
 */
public record Sweeper(DSLContext dsl, InstantSource clock) {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** The number of rows to remove in one transaction, so that none takes long. */
    public static final int BITE = 1_000;

    /** How long events are kept. */
    public static final Duration EVENTS_KEPT = Duration.ofDays(7);

    /** How long files can be on their way; of those that take longer, the sender has gone. */
    public static final Duration UPLOAD_LIMIT = Duration.ofDays(1);

    /** How long an import and what it could not take are kept after its end. */
    public static final Duration IMPORTS_KEPT = Duration.ofDays(30);

    /** After how long without any progress nobody is expected to go on with an import. */
    public static final Duration IMPORT_ABANDONED = Duration.ofDays(7);

    /** How long jobs are kept after they have ended. */
    public static final Duration JOBS_KEPT = Duration.ofDays(30);

    private static final String UPLOADS = """
            delete from imports where id in (
              select id from imports where status = 'uploading' and created_at <= {0}
              order by created_at limit {1} for update skip locked)
            """;

    private static final String ANSWERS = """
            delete from idempotency_keys where key in (
              select key from idempotency_keys where expires_at <= {0}
              order by expires_at limit {1} for update skip locked)
            """;

    /** From the first on, so that those that are kept have no gap. */
    private static final String EVENTS = """
            delete from events where position <= (
              select max(position)
              from (select position, at from events where position is not null order by position limit {1}) oldest
              where at <= {0})
            """;

    /** Deliveries of events that have been removed. */
    private static final String DELIVERIES = """
            delete from webhook_deliveries where id in (
              select id from webhook_deliveries
              where position <= coalesce(
                (select min(position) - 1 from events), (select last_position from event_feed))
              order by position limit {1} for update skip locked)
            """;

    /** Imports of files that are elsewhere: whoever has them would have gone on. */
    private static final String ABANDONED_IMPORTS = """
            update imports
            set status = 'failed', finished_at = now(), failure = 'it was broken off, and nobody went on with it for days'
            where id in (
              select id from imports
              where status = 'running' and touched_at <= {0}
                and not exists (select from import_contents where import_id = imports.id)
              order by touched_at limit {1} for update skip locked)
            """;

    private static final String IMPORT_REJECTS = """
            delete from import_rejects where (import_id, n) in (
              select import_id, n from imports join import_rejects on import_id = imports.id
              where finished_at <= {0} limit {1})
            """;

    private static final String IMPORTS = """
            delete from imports where id in (
              select id from imports where finished_at <= {0}
              order by finished_at limit {1} for update skip locked)
            """;

    private static final String REFUSALS = """
            delete from job_refusals where (job_id, ordinal) in (
              select r.job_id, r.ordinal from jobs j join job_refusals r on r.job_id = j.id
              where j.finished_at <= {0}
              order by j.finished_at limit {1} for update of r skip locked)
            """;

    /** Those whose refusals are gone. */
    private static final String JOBS = """
            delete from jobs where id in (
              select id from jobs j
              where finished_at <= {0} and not exists (select from job_refusals r where r.job_id = j.id)
              order by finished_at limit {1} for update skip locked)
            """;

    public Chore start(StorageFailures failures) {
        return Chore.start("sweep", PAUSE, () -> failures.run(this::sweep));
    }

    /** Removes all that has had its time by now. */
    public void sweep() {
        var now = clock.instant();
        sweep(ANSWERS, now);
        sweep(EVENTS, now.minus(EVENTS_KEPT));
        sweep(DELIVERIES, now);
        sweep(UPLOADS, now.minus(UPLOAD_LIMIT));
        sweep(ABANDONED_IMPORTS, now.minus(IMPORT_ABANDONED));
        sweep(IMPORT_REJECTS, now.minus(IMPORTS_KEPT));
        sweep(IMPORTS, now.minus(IMPORTS_KEPT));
        sweep(REFUSALS, now.minus(JOBS_KEPT));
        sweep(JOBS, now.minus(JOBS_KEPT));
    }

    private void sweep(String statement, Instant before) {
        int done;
        do {
            done = dsl.execute(statement, DSL.val(before), DSL.inline(BITE));
        } while (done == BITE);
    }
}
