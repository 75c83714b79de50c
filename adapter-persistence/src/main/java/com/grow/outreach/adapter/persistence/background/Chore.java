package com.grow.outreach.adapter.persistence.background;

import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A periodic task on the database in the background. A failed run is repeated at the next time. */
public final class Chore implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Chore.class.getName());

    /** The time that running work has to finish on shutdown. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final String name;
    private final Runnable work;
    private final ScheduledExecutorService schedule;

    /** The number of consecutive failures. */
    private long failures;

    private Chore(String name, Runnable work) {
        this.name = name;
        this.work = work;
        this.schedule = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(name).factory());
    }

    /**
     * Starts a chore.
     *
     * @param name the name of its thread
     * @param pause the pause before the first run and after each run
     * @param work the work of one run
     */
    public static Chore start(String name, Duration pause, Runnable work) {
        var chore = new Chore(name, work);
        chore.schedule.scheduleWithFixedDelay(chore::run, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return chore;
    }

    private void run() {
        try {
            work.run();
            failures = 0;
        } catch (StorageUnavailableException | StorageConflictException e) {
            failures++;
            LOG.log(
                    level(),
                    "%s failed, %d times in a row; retrying later: %s".formatted(name, failures, e.getMessage()));
        } catch (Throwable e) {
            // Catches everything, because the executor cancels periodic work that throws.
            if (!schedule.isShutdown()) {
                failures++;
                LOG.log(level(), "%s failed, %d times in a row; retrying later".formatted(name, failures), e);
            }
        }
    }

    /** Logs a warning for the failures 1, 2, 4, 8 and so on, because the database may be unavailable for long. */
    private Level level() {
        return Long.bitCount(failures) == 1 ? Level.WARNING : Level.DEBUG;
    }

    /** Stops the chore. Waits a few seconds for running work. */
    @Override
    public void close() {
        close(GRACE);
    }

    public void close(Duration grace) {
        schedule.shutdown();
        try {
            if (!schedule.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                schedule.shutdownNow();
            }
        } catch (InterruptedException e) {
            schedule.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
