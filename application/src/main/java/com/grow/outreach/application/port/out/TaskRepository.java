package com.grow.outreach.application.port.out;

import java.time.Instant;
import java.util.Collection;

/** The scheduled tasks. */
public interface TaskRepository {

    /**
     * Schedules tasks when the transaction commits. A task with the same kind and name that is already scheduled or
     * running does not change.
     *
     * @param names the arguments of {@link com.grow.outreach.application.port.in.Task#run}, 1 to 200 characters each
     * @param at the earliest time of the run
     */
    void schedule(TaskKind kind, Collection<String> names, Instant at);

    /** Schedules a task like {@link #schedule}. A task that is scheduled for later runs at this time instead. */
    void bringForward(TaskKind kind, String name, Instant at);

    /** Returns whether a due task of this kind waits for a free worker. */
    boolean waits(TaskKind kind, Instant now);

    /** Returns whether this node runs tasks of this kind. Other nodes may run them. */
    boolean runs(TaskKind kind);
}
