package com.grow.outreach.adapter.persistence.background;

import com.grow.outreach.application.port.out.TaskKind;
import java.time.Duration;

/** Where tasks wait to be run, each queue with threads of its own: a full one keeps nobody in another from running. */
public enum TaskQueue {
    /** What works on the storage: few at once, since each holds a connection, and may wait with it for rows of another. */
    ORDINARY("scheduled_tasks", 4, Duration.ofSeconds(10)),
    /** What holds a connection for as long as its files are: the few that leave the others to everybody else. */
    IMPORTS("import_tasks", 2, Duration.ofSeconds(10)),
    /** What mostly waits for endpoints: as many at once as can be sent to. */
    DELIVERIES("webhook_tasks", 64, Duration.ofSeconds(10)),
    /** What does little but wait for others outside, so that many can do so at once and none need be waited for. */
    LOOK_UPS("look_ups", 256, Duration.ofSeconds(1));

    private final String table;
    private final int threads;
    private final Duration grace;

    TaskQueue(String table, int threads, Duration grace) {
        this.table = table;
        this.threads = threads;
        this.grace = grace;
    }

    /** Where tasks of that kind wait. */
    public static TaskQueue of(TaskKind kind) {
        return switch (kind) {
            case JOB -> ORDINARY;
            case IMPORT -> IMPORTS;
            case DELIVERY -> DELIVERIES;
            case ENRICHMENT -> LOOK_UPS;
        };
    }

    /** The table that db-scheduler keeps it in. */
    public String table() {
        return table;
    }

    /** How many tasks of it run at once. */
    public int threads() {
        return threads;
    }

    /** How long those that run have to end when Grow is stopped, before they are interrupted. */
    Duration grace() {
        return grace;
    }
}
