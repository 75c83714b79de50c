package com.grow.outreach.adapter.persistence.background;

import com.grow.outreach.application.port.out.TaskKind;
import java.time.Duration;

/** A queue of tasks. Each has its own threads, so a full queue does not block the others. */
public enum TaskQueue {
    /** Tasks that work on the storage. Few run in parallel, because each holds a connection while it waits for locks. */
    ORDINARY("scheduled_tasks", 4, Duration.ofSeconds(10)),
    /** Imports. Each holds a connection for as long as it reads its files, so few run in parallel. */
    IMPORTS("import_tasks", 2, Duration.ofSeconds(10)),
    /** Tasks that mostly wait for webhook endpoints. */
    DELIVERIES("webhook_tasks", 64, Duration.ofSeconds(10)),
    /** Tasks that mostly wait for external providers, so many run in parallel. */
    LOOK_UPS("look_ups", 256, Duration.ofSeconds(1));

    private final String table;
    private final int threads;
    private final Duration grace;

    TaskQueue(String table, int threads, Duration grace) {
        this.table = table;
        this.threads = threads;
        this.grace = grace;
    }

    /** Returns the queue of this kind of tasks. */
    public static TaskQueue of(TaskKind kind) {
        return switch (kind) {
            case JOB -> ORDINARY;
            case IMPORT -> IMPORTS;
            case DELIVERY -> DELIVERIES;
            case ENRICHMENT -> LOOK_UPS;
        };
    }

    /** Returns the table of db-scheduler for this queue. */
    public String table() {
        return table;
    }

    /** Returns the number of tasks that run in parallel. */
    public int threads() {
        return threads;
    }

    /** Returns the time that running tasks have on shutdown before they are interrupted. */
    Duration grace() {
        return grace;
    }
}
