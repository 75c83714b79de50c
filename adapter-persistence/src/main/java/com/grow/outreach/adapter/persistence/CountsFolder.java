package com.grow.outreach.adapter.persistence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * Folds the deltas of the counts in the background, so that there are never many to add up. Totals are right without it;
 * it keeps them fast. Any number of processes may do so on one database.
 */
final class CountsFolder implements AutoCloseable {

    private static final Logger LOG = System.getLogger(CountsFolder.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** How many folded rows to leave behind before they are swept out, so that nobody has to read past them. */
    private static final long SWEEP_AFTER = 1_000;

    private final DSLContext dsl;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("fold-outreach-counts").factory());
    private long unswept;

    private CountsFolder(DSLContext dsl) {
        this.dsl = dsl;
    }

    static CountsFolder start(DSLContext dsl) {
        var folder = new CountsFolder(dsl);
        folder.schedule.scheduleWithFixedDelay(
                folder::fold, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return folder;
    }

    private void fold() {
        try {
            if (dsl.fetchSingle("select not exists (select from outreach_count_deltas)")
                    .into(boolean.class)) {
                return;
            }
            unswept += dsl.fetchSingle("select fold_outreach_counts()").into(long.class);
            if (unswept >= SWEEP_AFTER) {
                dsl.execute("vacuum outreach_count_deltas");
                unswept = 0;
            }
        } catch (DataAccessException e) {
            LOG.log(Level.DEBUG, "Counts are folded later", e);
        }
    }

    /** Stops; a fold under way is left to end. */
    @Override
    public void close() {
        schedule.close();
    }
}
