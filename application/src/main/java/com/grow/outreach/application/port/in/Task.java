package com.grow.outreach.application.port.in;

import java.time.Instant;
import java.util.Optional;

/**
 * Use case: run a task that {@link com.grow.outreach.application.port.out.TaskRepository#schedule} scheduled. One node
 * runs it at a time. If that node dies, another node runs the task again, so a task must store its progress.
 */
@FunctionalInterface
public interface Task {

    /**
     * Runs.
     *
     * @param name the name of the scheduled task
     * @return the time of the next run, or empty if the task is done; a task that throws is retried with backoff
     */
    Optional<Instant> run(String name);
}
