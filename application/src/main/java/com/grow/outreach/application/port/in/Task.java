package com.grow.outreach.application.port.in;

import java.time.Instant;
import java.util.Optional;

/**
 * Use case: do what {@link com.grow.outreach.application.port.out.TaskRepository#schedule} asked for, outside of any
 * request. It is run by one node at a time; when that node dies before it could say that it is done it is run again, so
 * what it stores has to tell it what is done already.
 */
@FunctionalInterface
public interface Task {

    /**
     * Runs.
     *
     * @param id the id under which it was scheduled
     * @return when to run again, or empty if it is done; if it throws it is run again, later each time
     */
    Optional<Instant> run(String id);
}
