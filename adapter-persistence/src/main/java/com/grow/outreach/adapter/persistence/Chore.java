package com.grow.outreach.adapter.persistence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jooq.exception.DataAccessException;

/** Work on the database that is done again and again in the background; what fails is left to the next time. */
final class Chore implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Chore.class.getName());

    private final ScheduledExecutorService schedule;

    private Chore(ScheduledExecutorService schedule) {
        this.schedule = schedule;
    }

    /**
     * Starts to do it.
     *
     * @param name what it is called in a list of threads
     * @param pause how long to wait before the first time and after each
     * @param work what to do
     */
    static Chore start(String name, Duration pause, Runnable work) {
        var schedule = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(name).factory());
        Runnable orLater = () -> {
            try {
                work.run();
            } catch (DataAccessException e) {
                LOG.log(Level.DEBUG, name + " is done later", e);
            }
        };
        schedule.scheduleWithFixedDelay(orLater, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return new Chore(schedule);
    }

    /** Stops; work under way is left to end. */
    @Override
    public void close() {
        schedule.close();
    }
}
