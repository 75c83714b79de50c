package com.grow.outreach.adapter.persistence.background;

import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Work on the database that is done again and again in the background; what fails is left to the next time. */
public final class Chore implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Chore.class.getName());

    /** How long work that is under way has to end. */
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
     * Starts to do it.
     *
     * @param name what it is called in a list of threads
     * @param pause how long to wait before the first time and after each
     * @param work what to do
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
                    "%s failed, %d times by now in a row; it is done later: %s"
                            .formatted(name, failures, e.getMessage()));
        } catch (Throwable e) {
            // Whatever it is: if it got out, it would never be done again.
            if (!schedule.isShutdown()) {
                failures++;
                LOG.log(level(), "%s failed, %d times by now in a row; it is done later".formatted(name, failures), e);
            }
        }
    }

    /** The first is told, and then each time that there have been twice as many, as while the database is away. */
    private Level level() {
        return Long.bitCount(failures) == 1 ? Level.WARNING : Level.DEBUG;
    }

    /** Stops; work under way is left to end, if it does so soon. */
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
