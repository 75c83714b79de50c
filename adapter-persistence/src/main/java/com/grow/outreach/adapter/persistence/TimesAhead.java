package com.grow.outreach.adapter.persistence;

import com.grow.outreach.adapter.persistence.background.Chore;
import com.grow.outreach.adapter.persistence.background.TaskQueue;
import com.grow.outreach.adapter.persistence.background.TaskScheduler;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/**
 * Resets times that a clock which was ahead has set too far into the future: those of tasks, retries and records with a
 * retention period. Otherwise Grow would neither run nor delete these until then. The clock of the database decides.
 */
record TimesAhead(DSLContext dsl) {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** A task waits at most {@link TaskScheduler#LONGEST_BACKOFF}. */
    private static final String TASKS = """
            update %s set execution_time = now()
            where not picked and execution_time > now() + interval '16 minutes'
            """;

    /** A dead process would not be detected before a heartbeat in the future. */
    private static final String HEARTBEATS = """
            update %s set last_heartbeat = now() where picked and last_heartbeat > now() + interval '1 minute'
            """;

    private static final List<String> REST = List.of(
            """
            update webhooks
            set paused_until = case when paused_until > now() + interval '25 hours' then now() else paused_until end,
              failing_since = case when failing_since > now() then now() else failing_since end,
              former_secret_until = case
                when former_secret_until > now() + interval '1 day' then now() + interval '1 day'
                else former_secret_until end
            where paused_until > now() + interval '25 hours'
              or failing_since > now() + interval '1 hour'
              or former_secret_until > now() + interval '25 hours'
            """,
            """
            update webhook_deliveries set next_attempt_at = now() where next_attempt_at > now() + interval '30 hours'
            """,
            """
            update idempotency_keys set expires_at = now() + interval '1 day'
            where expires_at > now() + interval '25 hours'
            """,
            "update imports set finished_at = now() where finished_at > now() + interval '1 hour'",
            """
            update imports set created_at = now()
            where status = 'uploading' and created_at > now() + interval '1 hour'
            """,
            "update jobs set finished_at = now() where finished_at > now() + interval '1 hour'",
            // Only the oldest events, which are deleted next.
            """
            update events set at = now()
            where position in (select position from events where position is not null order by position limit 1000)
              and at > now() + interval '1 day'
            """);

    Chore start(StorageFailures failures) {
        return Chore.start("times-ahead", PAUSE, () -> failures.run(this::reset));
    }

    /** Resets all times. */
    void reset() {
        var queues = Arrays.stream(TaskQueue.values()).map(TaskQueue::table).toList();
        Stream.of(queues.stream().map(TASKS::formatted), queues.stream().map(HEARTBEATS::formatted), REST.stream())
                .flatMap(statements -> statements)
                .forEach(dsl::execute);
    }
}
