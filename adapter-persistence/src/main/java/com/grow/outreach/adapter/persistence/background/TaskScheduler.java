package com.grow.outreach.adapter.persistence.background;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** Runs due tasks with db-scheduler. Several processes can run on one database. */
public final class TaskScheduler implements AutoCloseable {

    /** The longest pause before a failed task is retried. */
    static final Duration LONGEST_BACKOFF = Duration.ofMinutes(15);

    /** A scheduler that runs nothing. */
    public static final TaskScheduler NONE = new TaskScheduler(Set.of(), List.of());

    private final Set<TaskKind> kinds;
    private final List<Scheduler> queues;

    private TaskScheduler(Set<TaskKind> kinds, List<Scheduler> queues) {
        this.kinds = kinds;
        this.queues = queues;
    }

    /**
     * The timing of a scheduler.
     *
     * @param polling the interval between polls for tasks that other processes scheduled or that are due again
     * @param heartbeat the interval between heartbeats of a running task; after {@link #MISSED_HEARTBEATS} missed ones,
     *     its process counts as dead
     * @param backoff the pause after the first failure of a task; it doubles after each further failure
     */
    public record Timing(Duration polling, Duration heartbeat, Duration backoff) {

        static final int MISSED_HEARTBEATS = 4;

        public static final Timing DEFAULT =
                new Timing(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    /** Creates a scheduler without starting it. */
    public static TaskScheduler of(DataSource database, Map<TaskKind, Task> tasks, InstantSource clock, Timing timing) {
        var queues = tasks.keySet().stream().collect(groupingBy(TaskQueue::of)).entrySet().stream()
                .map(queue -> {
                    var known = queue.getValue().stream()
                            .<com.github.kagkarlsson.scheduler.task.Task<?>>map(
                                    kind -> task(kind, requireNonNull(tasks.get(kind)), timing))
                            .toList();
                    return queue(database, queue.getKey(), known, clock, timing);
                })
                .toList();
        return new TaskScheduler(Set.copyOf(tasks.keySet()), queues);
    }

    private static Scheduler queue(
            DataSource database,
            TaskQueue queue,
            List<com.github.kagkarlsson.scheduler.task.Task<?>> known,
            InstantSource clock,
            Timing timing) {
        return Scheduler.create(database, known)
                // Unlike the host name, this name distinguishes a process from the previous one on the same host.
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("task-", 0).factory()))
                .tableName(queue.table())
                .threads(queue.threads())
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(timing.polling())
                .heartbeatInterval(timing.heartbeat())
                .missedHeartbeatsLimit(Timing.MISSED_HEARTBEATS)
                // Keeps unknown tasks, which belong to a later version of Grow or to features that other nodes have.
                .deleteUnresolvedAfter(Duration.ofDays(36_500))
                .shutdownMaxWait(queue.grace())
                .failureLogging(LogLevel.WARN, true)
                .clock(clock::instant)
                .build();
    }

    private static com.github.kagkarlsson.scheduler.task.Task<?> task(TaskKind kind, Task task, Timing timing) {
        return Tasks.custom(kind.value(), Void.class)
                .onFailure((complete, operations) -> again(complete, operations, timing.backoff()))
                .execute((instance, context) -> task.run(instance.getId())
                        .<CompletionHandler<Void>>map(
                                at -> (complete, operations) -> operations.reschedule(complete, at))
                        .orElseGet(CompletionHandler.OnCompleteRemove::new));
    }

    private static void again(ExecutionComplete complete, ExecutionOperations<Void> operations, Duration backoff) {
        int doublings = Math.min(complete.getExecution().consecutiveFailures, 30);
        var wait = backoff.multipliedBy(1L << doublings);
        Instant at = complete.getTimeDone().plus(wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF);
        operations.reschedule(complete, at);
    }

    /** Starts running tasks. */
    public void start() {
        queues.forEach(Scheduler::start);
    }

    /** Returns whether it runs tasks of this kind. */
    public boolean runs(TaskKind kind) {
        return kinds.contains(kind);
    }

    /** Polls for due tasks immediately. */
    public void wake() {
        queues.forEach(Scheduler::triggerCheckForDueExecutions);
    }

    /** Stops the scheduler. Running tasks have a few seconds to finish; otherwise another process runs them again. */
    @Override
    public void close() {
        queues.forEach(Scheduler::stop);
    }
}
