package com.grow.outreach.application.port.out;

import java.time.Instant;
import java.util.Collection;

/** Work to be done later. */
public interface TaskRepository {

    /**
     * Schedules tasks, once this transaction is stored. One of the same kind and name that is scheduled or runs already
     * stays as it is.
     *
     * @param names what {@link com.grow.outreach.application.port.in.Task#run} is to be told, 1 to 200 characters each
     * @param at when to run them at the earliest
     */
    void schedule(TaskKind kind, Collection<String> names, Instant at);

    /** Schedules a task as {@link #schedule} does; one that is scheduled for later is run at that time, too. */
    void bringForward(TaskKind kind, String name, Instant at);

    /** Returns whether a due task of this kind waits for a free worker. */
    boolean waits(TaskKind kind, Instant now);

    /** Returns whether this node runs tasks of this kind. Other nodes may run them. */
    boolean runs(TaskKind kind);
}
