package com.grow.outreach.adapter.persistence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Removes answers that have expired, in the background. Nobody is given one in any case; this keeps them from piling up.
 * Any number of processes may do so on one database.
 */
final class AnswerSweeper implements AutoCloseable {

    private static final Logger LOG = System.getLogger(AnswerSweeper.class.getName());
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** How many to remove in one transaction, so that none takes long. */
    static final int BITE = 1_000;

    private final DSLContext dsl;
    private final InstantSource clock;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("sweep-answers").factory());

    AnswerSweeper(DSLContext dsl, InstantSource clock) {
        this.dsl = dsl;
        this.clock = clock;
    }

    static AnswerSweeper start(DSLContext dsl, InstantSource clock) {
        var sweeper = new AnswerSweeper(dsl, clock);
        sweeper.schedule.scheduleWithFixedDelay(
                sweeper::sweepOrLeaveIt, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return sweeper;
    }

    private void sweepOrLeaveIt() {
        try {
            sweep();
        } catch (DataAccessException e) {
            LOG.log(Level.DEBUG, "Expired answers are removed later", e);
        }
    }

    /** Removes all that have expired by now. */
    void sweep() {
        int removed;
        do {
            removed = dsl.execute("""
                    delete from idempotency_keys where key in (
                      select key from idempotency_keys where expires_at <= {0}
                      order by expires_at limit {1} for update skip locked)
                    """, DSL.val(clock.instant()), DSL.inline(BITE));
        } while (removed == BITE);
    }

    /** Stops; a sweep under way is left to end. */
    @Override
    public void close() {
        schedule.close();
    }
}
