package com.grow.outreach.adapter.persistence.background;

import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.retention.Retention;
import com.grow.outreach.domain.access.SignInPace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * The deletion of expired records after the periods of {@link Retention}: answers, events with their deliveries, incomplete
 * uploads, changes of jobs, finished jobs and imports, expired sessions and sign-in links, and failed sign-ins. Several processes can run it on one database.
 */
public record Sweeper(DSLContext dsl, InstantSource clock) {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** The maximum number of rows that one transaction deletes, which keeps transactions short. */
    public static final int BATCH_SIZE = 1_000;

    private static final String UPLOADS = """
            delete from imports where id in (
              select id from imports where status = 'uploading' and created_at <= {0}
              order by created_at limit {1} for update skip locked)
            """;

    private static final String ANSWERS = deletion("idempotency_keys", "key", "expires_at");

    /** Deletes the first events, so that the positions of the remaining events have no gap. */
    private static final String EVENTS = """
            delete from events where position <= (
              select max(position)
              from (select position, at from events where position is not null order by position limit {1}) oldest
              where at <= {0})
            """;

    /** Deletes the deliveries of deleted events. */
    private static final String DELIVERIES = """
            delete from webhook_deliveries where id in (
              select id from webhook_deliveries
              where position <= coalesce(
                (select min(position) - 1 from events), (select last_position from event_feed))
              order by position limit {1} for update skip locked)
            """;

    /** Ends interrupted imports of local files. Only the process that has the files can continue them. */
    private static final String INTERRUPTED_IMPORTS = """
            update imports
            set status = 'failed', finished_at = now(), failure = 'it was interrupted, and no process continued it for 7 days'
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

    private static final String IMPORTS = deletion("imports", "id", "finished_at");

    private static final String REFUSALS = """
            delete from job_refusals where (job_id, ordinal) in (
              select r.job_id, r.ordinal from jobs j join job_refusals r on r.job_id = j.id
              where j.finished_at <= {0}
              order by j.finished_at limit {1} for update of r skip locked)
            """;

    /** Deletes the changes of jobs, unless a job is undoing them. */
    private static final String CHANGES = """
            delete from job_changes where (job_id, step) in (
              select c.job_id, c.step from jobs j join job_changes c on c.job_id = j.id
              where j.finished_at <= {0}
                and not exists (select from jobs u where u.undoes = j.public_id and u.finished_at is null)
              order by j.finished_at limit {1} for update of c skip locked)
            """;

    /** Deletes jobs without refusals; {@link #REFUSALS} runs before. */
    private static final String JOBS = """
            delete from jobs where id in (
              select id from jobs j
              where finished_at <= {0} and not exists (select from job_refusals r where r.job_id = j.id)
              order by finished_at limit {1} for update skip locked)
            """;

    /** Sessions that are over, except recent ones, whose networks count as known. */
    private static final String SESSIONS = deletion("sessions", "id", "expires_at");

    private static final String SIGN_IN_LINKS = deletion("sign_in_links", "hash", "expires_at");
    private static final String PROVIDER_SIGN_INS = deletion("provider_sign_ins", "hash", "expires_at");
    private static final String SIGN_IN_FAILURES = deletion("sign_in_failures", "id", "at");

    /** Returns the deletion of the rows of a table up to a time. */
    private static String deletion(String table, String key, String time) {
        return """
                delete from %1$s where %2$s in (
                  select %2$s from %1$s where %3$s <= {0}
                  order by %3$s limit {1} for update skip locked)
                """.formatted(table, key, time);
    }

    /** Sweeps regularly in the background. */
    public Chore start(StorageFailures failures) {
        return Chore.start("sweep", PAUSE, () -> failures.run(this::sweep));
    }

    /** Deletes all expired records. */
    public void sweep() {
        var now = clock.instant();
        sweep(ANSWERS, now);
        sweep(EVENTS, now.minus(Retention.EVENTS));
        sweep(DELIVERIES, now);
        sweep(UPLOADS, now.minus(Retention.INCOMPLETE_UPLOADS));
        sweep(INTERRUPTED_IMPORTS, now.minus(Retention.INTERRUPTED_IMPORTS));
        sweep(IMPORT_REJECTS, now.minus(Retention.FINISHED_IMPORTS));
        sweep(IMPORTS, now.minus(Retention.FINISHED_IMPORTS));
        sweep(CHANGES, now.minus(Retention.UNDO));
        sweep(REFUSALS, now.minus(Retention.FINISHED_JOBS));
        sweep(JOBS, now.minus(Retention.FINISHED_JOBS));
        sweep(SESSIONS, now.minus(Retention.EXPIRED_SESSIONS));
        sweep(SIGN_IN_LINKS, now.minus(Retention.EXPIRED_SIGN_IN_LINKS));
        sweep(PROVIDER_SIGN_INS, now);
        sweep(SIGN_IN_FAILURES, now.minus(SignInPace.WINDOW));
    }

    private void sweep(String statement, Instant before) {
        int done;
        do {
            done = dsl.execute(statement, DSL.val(before), DSL.inline(BATCH_SIZE));
        } while (done == BATCH_SIZE);
    }
}
