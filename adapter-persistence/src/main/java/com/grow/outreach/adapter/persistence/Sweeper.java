package com.grow.outreach.adapter.persistence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Removes what has had its time, in the background: answers that have expired, which nobody is given in any case, and old
 * events. Any number of processes may do so on one database.
 */
final class Sweeper implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Sweeper.class.getName());
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** How many to remove in one transaction, so that none takes long. */
    static final int BITE = 1_000;

    /** How long events are kept. */
    static final Duration EVENTS_KEPT = Duration.ofDays(7);

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

    private final DSLContext dsl;
    private final InstantSource clock;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("sweep").factory());

    Sweeper(DSLContext dsl, InstantSource clock) {
        this.dsl = dsl;
        this.clock = clock;
    }

    static Sweeper start(DSLContext dsl, InstantSource clock) {
        var sweeper = new Sweeper(dsl, clock);
        sweeper.schedule.scheduleWithFixedDelay(
                sweeper::sweepOrLeaveIt, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return sweeper;
    }

    private void sweepOrLeaveIt() {
        try {
            sweep();
        } catch (DataAccessException e) {
            LOG.log(Level.DEBUG, "What has had its time is removed later", e);
        }
    }

    /** Removes all that has had its time by now. */
    void sweep() {
        var now = clock.instant();
        sweep(ANSWERS, now);
        sweep(EVENTS, now.minus(EVENTS_KEPT));
    }

    private void sweep(String delete, Instant before) {
        int removed;
        do {
            removed = dsl.execute(delete, DSL.val(before), DSL.inline(BITE));
        } while (removed == BITE);
    }

    /** Stops; a sweep under way is left to end. */
    @Override
    public void close() {
        schedule.close();
    }
}
