package com.grow.outreach.adapter.persistence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Removes what has had its time: answers that have expired, which nobody is given in any case, old events and what was
 * delivered of them, and uploads that broke off. Any number of processes may do so on one database.
 */
record Sweeper(DSLContext dsl, InstantSource clock) {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** How many to remove in one transaction, so that none takes long. */
    static final int BITE = 1_000;

    /** How long events are kept. */
    static final Duration EVENTS_KEPT = Duration.ofDays(7);

    /** How long files can be on their way; of those that take longer, the sender has gone. */
    static final Duration UPLOAD_LIMIT = Duration.ofDays(1);

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

    /** Those of events that are no longer there. */
    private static final String DELIVERIES = """
            delete from webhook_deliveries where id in (
              select id from webhook_deliveries
              where position <= coalesce(
                (select min(position) - 1 from events), (select last_position from event_feed))
              order by position limit {1} for update skip locked)
            """;

    Chore start() {
        return Chore.start("sweep", PAUSE, this::sweep);
    }

    /** Removes all that has had its time by now. */
    void sweep() {
        var now = clock.instant();
        sweep(ANSWERS, now);
        sweep(EVENTS, now.minus(EVENTS_KEPT));
        sweep(DELIVERIES, now);
        sweep(UPLOADS, now.minus(UPLOAD_LIMIT));
    }

    private void sweep(String delete, Instant before) {
        int removed;
        do {
            removed = dsl.execute(delete, DSL.val(before), DSL.inline(BITE));
        } while (removed == BITE);
    }
}
