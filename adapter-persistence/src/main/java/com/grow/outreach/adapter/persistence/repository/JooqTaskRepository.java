package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.SCHEDULED_TASKS;

import com.grow.outreach.adapter.persistence.background.TaskQueue;
import com.grow.outreach.adapter.persistence.background.TaskScheduler;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.TaskRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The scheduled tasks in the tables of db-scheduler, within one transaction. */
public final class JooqTaskRepository implements TaskRepository {

    private final DSLContext dsl;
    private final TaskScheduler scheduler;
    private boolean scheduled;

    public JooqTaskRepository(DSLContext dsl, TaskScheduler scheduler) {
        this.dsl = dsl;
        this.scheduler = scheduler;
    }

    @Override
    public boolean runs(TaskKind kind) {
        return scheduler.runs(kind);
    }

    @Override
    public boolean waits(TaskKind kind, Instant now) {
        return dsl.fetchSingle(
                        "select exists (select from {0} where task_name = {1} and not picked and execution_time <= {2})",
                        DSL.table(DSL.name(TaskQueue.of(kind).table())),
                        DSL.val(kind.value(), SCHEDULED_TASKS.TASK_NAME),
                        DSL.val(now, SCHEDULED_TASKS.EXECUTION_TIME))
                .into(boolean.class);
    }

    @Override
    public void bringForward(TaskKind kind, String name, Instant at) {
        schedule(kind, List.of(name), at);
        dsl.execute(
                "update {0} set execution_time = {3}"
                        + " where task_name = {1} and task_instance = {2} and not picked and execution_time > {3}",
                DSL.table(DSL.name(TaskQueue.of(kind).table())),
                DSL.val(kind.value(), SCHEDULED_TASKS.TASK_NAME),
                DSL.val(name, SCHEDULED_TASKS.TASK_INSTANCE),
                DSL.val(at, SCHEDULED_TASKS.EXECUTION_TIME));
    }

    @Override
    public void schedule(TaskKind kind, Collection<String> ids, Instant at) {
        if (ids.isEmpty()) {
            return;
        }
        // Not by db-scheduler's client, which fails a batch if one of its tasks exists.
        dsl.execute(
                """
                insert into {3} (task_name, task_instance, execution_time, picked, version)
                select {0}, id, {1}, false, 1 from unnest({2}) as ids (id)
                on conflict (task_name, task_instance) do nothing
                """,
                DSL.val(kind.value(), SCHEDULED_TASKS.TASK_NAME),
                DSL.val(at, SCHEDULED_TASKS.EXECUTION_TIME),
                DSL.val(ids.toArray(String[]::new)),
                DSL.table(DSL.name(TaskQueue.of(kind).table())));
        scheduled = true;
    }

    /** Wakes the scheduler after the commit if the transaction scheduled a task. */
    public void begin() {
        if (scheduled) {
            scheduler.wake();
        }
    }
}
