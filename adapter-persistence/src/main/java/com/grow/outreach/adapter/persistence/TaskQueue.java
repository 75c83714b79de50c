package com.grow.outreach.adapter.persistence;

import com.grow.outreach.application.port.out.TaskKind;
import java.time.Duration;

/** Where tasks wait to be run, each queue with threads of its own: a full one keeps nobody in another from running. */
enum TaskQueue {
    /** What Grow does by itself. */
    ORDINARY("scheduled_tasks", 1, Duration.ofSeconds(10)),
    /** What does little but wait for others outside, so that many can do so at once and none need be waited for. */
    LOOK_UPS("look_ups", 4, Duration.ofSeconds(1));

    private final String table;
    private final int share;
    private final Duration grace;

    TaskQueue(String table, int share, Duration grace) {
        this.table = table;
        this.share = share;
        this.grace = grace;
    }

    /** Where tasks of that kind wait. */
    static TaskQueue of(TaskKind kind) {
        return kind == TaskKind.ENRICHMENT ? LOOK_UPS : ORDINARY;
    }

    /** The table that db-scheduler keeps it in. */
    String table() {
        return table;
    }

    /** How many times as many tasks as in an ordinary queue run at once. */
    int share() {
        return share;
    }

    /** How long those that run have to end when Grow is stopped, before they are interrupted. */
    Duration grace() {
        return grace;
    }
}
