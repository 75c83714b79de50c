package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.grow.outreach.adapter.persistence.background.TaskQueue;
import com.grow.outreach.adapter.persistence.background.TaskScheduler.Timing;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.WebhookSender;
import com.grow.outreach.application.service.event.DeliveryServices;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskSchedulerTest {

    private static final Timing QUICK = new Timing(Duration.ofMillis(20), Duration.ofSeconds(5), Duration.ofMillis(1));

    private final DatabaseSettings settings = TestPostgres.newDatabase();
    private final DSLContext sql = TestDatabase.sql(settings);
    private final List<Database> nodes = new ArrayList<>();
    private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

    @AfterEach
    void close_the_nodes() {
        nodes.forEach(Database::close);
    }

    private Database node() throws DatabaseOpenException {
        var node = Database.open(settings, InstantSource.system());
        nodes.add(node);
        return node;
    }

    private Database node(Task task) throws DatabaseOpenException {
        var node = node();
        node.run(Map.of(TaskKind.JOB, task), QUICK);
        return node;
    }

    private static void schedule(Database node, TaskKind kind, String... ids) {
        node.transactions().write(stored -> {
            stored.tasks().schedule(kind, List.of(ids), Instant.now());
            return true;
        });
    }

    private Optional<Instant> note(String id) {
        ran.add(id);
        return Optional.empty();
    }

    private @Nullable String next() throws InterruptedException {
        return ran.poll(1, TimeUnit.MINUTES);
    }

    @Test
    void runs_a_task_once_and_deletes_it() throws Exception {
        var node = node(this::note);

        schedule(node, TaskKind.JOB, "a");
        assertThat(next()).isEqualTo("a");
        schedule(node, TaskKind.JOB, "b");
        assertThat(next()).isEqualTo("b");

        node.close();
        assertThat(sql.fetchCount(sql.selectFrom("scheduled_tasks"))).isZero();
        assertThat(ran).isEmpty();
    }

    @Test
    void runs_a_task_right_after_the_commit() throws Exception {
        var node = node();
        node.run(
                Map.of(TaskKind.JOB, this::note), new Timing(Duration.ofDays(1), Duration.ofSeconds(5), Duration.ZERO));
        schedule(node, TaskKind.JOB, "first");
        assertThat(next()).isEqualTo("first");

        schedule(node, TaskKind.JOB, "second");

        assertThat(next()).isEqualTo("second");
    }

    @Test
    void retries_a_failed_task() throws Exception {
        var attempts = new AtomicInteger();
        var node = node(id -> {
            if (attempts.incrementAndGet() < 4) {
                throw new IllegalStateException("not yet");
            }
            return note(id);
        });

        schedule(node, TaskKind.JOB, "a");

        assertThat(next()).isEqualTo("a");
        assertThat(attempts).hasValue(4);
    }

    @Test
    void runs_a_task_again_at_the_time_that_it_returns() throws Exception {
        var attempts = new AtomicInteger();
        var node = node(id -> {
            note(id);
            return attempts.incrementAndGet() < 3 ? Optional.of(Instant.now().plusMillis(5)) : Optional.empty();
        });

        schedule(node, TaskKind.JOB, "a");

        assertThat(List.of(String.valueOf(next()), String.valueOf(next()), String.valueOf(next())))
                .containsExactly("a", "a", "a");
        node.close();
        assertThat(ran).isEmpty();
    }

    @Test
    void one_of_two_nodes_runs_each_task() throws Exception {
        var first = node(id -> note("first " + id));
        var second = node(id -> note("second " + id));
        var ids = IntStream.range(0, 500).mapToObj(Integer::toString).toArray(String[]::new);

        schedule(first, TaskKind.JOB, ids);
        var taken = new ArrayList<String>();
        for (int i = 0; i < ids.length; i++) {
            taken.add(String.valueOf(next()).replaceFirst(".* ", ""));
        }

        assertThat(taken).containsExactlyInAnyOrder(ids);
        first.close();
        second.close();
        assertThat(ran).isEmpty();
    }

    @Test
    void another_node_runs_the_task_of_a_dead_node() throws Exception {
        schedule(node(), TaskKind.JOB, "a");
        sql.execute("""
                update scheduled_tasks set picked = true, picked_by = 'gone', last_heartbeat = now() - interval '1 hour'
                """);

        node(this::note);

        assertThat(next()).isEqualTo("a");
    }

    @Test
    void leaves_tasks_that_a_node_does_not_know_to_other_nodes() throws Exception {
        var node = node();
        schedule(node, TaskKind.JOB, "other");
        sql.execute("update scheduled_tasks set task_name = 'of a later version'");

        node.run(Map.of(TaskKind.JOB, this::note), QUICK);
        schedule(node, TaskKind.JOB, "own");
        assertThat(next()).isEqualTo("own");
        node.close();

        assertThat(sql.fetch("select task_instance, picked from scheduled_tasks")
                        .format())
                .contains("other", "false");
        sql.execute("update scheduled_tasks set task_name = 'job'");
        node().run(Map.of(TaskKind.JOB, this::note), QUICK);
        assertThat(next()).isEqualTo("other");
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVERY", "ENRICHMENT"})
    void tasks_that_wait_for_external_services_block_no_other_queue(TaskKind slow) throws Exception {
        var answers = new Semaphore(0);
        var node = node();
        node.run(
                Map.of(TaskKind.JOB, this::note, slow, id -> {
                    note(id);
                    answers.acquireUninterruptibly();
                    return Optional.empty();
                }),
                QUICK);
        int threads = TaskQueue.of(slow).threads();
        schedule(
                node,
                slow,
                IntStream.rangeClosed(0, threads).mapToObj(Integer::toString).toArray(String[]::new));
        for (int waiting = 0; waiting < threads; waiting++) {
            assertThat(next()).isNotNull();
        }

        schedule(node, TaskKind.JOB, "job");

        assertThat(next()).isEqualTo("job");
        answers.release(threads + 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"JOB", "IMPORT"})
    void tasks_that_use_the_storage_leave_connections_to_others(TaskKind kind) throws Exception {
        var mayEnd = new Semaphore(0);
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        int threads = TaskQueue.of(kind).threads();
        var node = node();
        Task task = id -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            note(id);
            mayEnd.acquireUninterruptibly();
            running.decrementAndGet();
            return Optional.empty();
        };
        node.run(Map.of(kind, task), QUICK);
        int jobs = 2 * DatabaseSettings.DEFAULT_MAX_CONNECTIONS;

        schedule(
                node, kind, IntStream.range(0, jobs).mapToObj(Integer::toString).toArray(String[]::new));
        for (int begun = 0; begun < jobs; begun++) {
            assertThat(next()).isNotNull();
            mayEnd.release(begun < threads - 1 ? 0 : 1);
        }

        assertThat(most).hasValue(threads).hasValueLessThan(DatabaseSettings.DEFAULT_MAX_CONNECTIONS / 2);
        mayEnd.release(jobs);
    }

    @Test
    void a_task_that_runs_at_the_start_knows_the_kinds_of_its_node() throws Exception {
        var node = node();
        schedule(node, TaskKind.JOB, "a");

        node.run(
                Map.of(
                        TaskKind.JOB, id -> note(id + " " + runs(node, TaskKind.ENRICHMENT)),
                        TaskKind.DELIVERY, this::note,
                        TaskKind.ENRICHMENT, this::note),
                QUICK);

        assertThat(next()).isEqualTo("a true");
    }

    @Test
    void a_node_knows_the_kinds_of_tasks_that_it_runs() throws Exception {
        var node = node();
        assertThat(runs(node, TaskKind.JOB)).isFalse();

        node.run(Map.of(TaskKind.JOB, this::note), QUICK);

        assertThat(runs(node, TaskKind.JOB)).isTrue();
        assertThat(runs(node, TaskKind.ENRICHMENT)).isFalse();
        node.close();
    }

    private static boolean runs(Database node, TaskKind kind) {
        return node.transactions().read(stored -> stored.tasks().runs(kind));
    }

    @Test
    void a_node_can_start_running_tasks_only_once() throws Exception {
        var node = node(this::note);

        assertThatIllegalStateException().isThrownBy(() -> node.run(Map.of(), QUICK));
    }

    private static final Duration TWO_YEARS = Duration.ofDays(730);

    private static Map<TaskKind, Task> deliveries(Database node) {
        WebhookSender sender = (webhook, delivery, now) -> {
            throw new AssertionError("there is no webhook");
        };
        return Map.of(
                TaskKind.DELIVERY, DeliveryServices.task(node.transactions(), sender, node.clock(), new Random(1)));
    }

    private void await(String condition) {
        while (!sql.fetchSingle("select exists (select from webhook_tasks where %s)".formatted(condition))
                .into(boolean.class)) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Timeout(60)
    void webhooks_are_polled_again_after_a_clock_that_was_ahead_is_corrected() throws Exception {
        var ahead = Database.open(settings, () -> Instant.now().plus(TWO_YEARS));
        nodes.add(ahead);
        ahead.run(deliveries(ahead), QUICK);
        await("not picked and last_success is not null and execution_time > now() + interval '700 days'");
        ahead.close();

        var right = Database.open(settings);
        nodes.add(right);
        right.run(deliveries(right), QUICK);

        await("not picked and last_success < now() + interval '1 hour' and execution_time < now() + interval '1 hour'");
    }

    @Test
    void times_set_by_a_clock_that_was_ahead_are_reset() throws Exception {
        var node = node();
        schedule(node, TaskKind.JOB, "ahead", "soon");
        sql.execute(
                "update scheduled_tasks set execution_time = now() + interval '2 years' where task_instance = 'ahead'");
        sql.execute(
                "update scheduled_tasks set execution_time = now() + interval '10 min' where task_instance = 'soon'");
        sql.execute("""
                insert into webhooks (public_id, created_at, url, events, secret, last_position, paused_until, failing_since,
                  former_secret, former_secret_until)
                values ('whk_1', now(), 'https://example.com', '{}', 'whsec_1', 0, now() + interval '2 years',
                  now() + interval '2 years', 'whsec_2', now() + interval '2 years')
                """);
        sql.execute("""
                insert into webhook_deliveries (webhook_id, position, next_attempt_at)
                select id, 1, now() + interval '2 years' from webhooks
                """);
        sql.execute("""
                insert into idempotency_keys (key, fingerprint, answer, expires_at)
                values ('k', 'f', 'a', now() + interval '2 years')
                """);
        sql.execute("""
                insert into events (position, type, record_public_id, to_value, at)
                values (1, 'created', 'out_1', 'new', now() + interval '2 years')
                """);

        new TimesAhead(sql).reset();

        assertThat(sql.fetch("""
                select task_instance from scheduled_tasks where execution_time <= now()
                union all select 'paused' from webhooks where paused_until <= now()
                union all select 'failing' from webhooks where failing_since <= now()
                union all select 'secret' from webhooks where former_secret_until <= now() + interval '1 day'
                union all select 'delivery' from webhook_deliveries where next_attempt_at <= now()
                union all select 'key' from idempotency_keys where expires_at <= now() + interval '1 day'
                union all select 'event' from events where at <= now()
                """).getValues(0)).hasToString("[ahead, paused, failing, secret, delivery, key, event]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused_until", "failing_since", "former_secret_until"})
    void resets_only_the_time_of_a_webhook_that_is_ahead(String column) throws Exception {
        node();
        sql.execute("""
                insert into webhooks (public_id, created_at, url, events, secret, last_position)
                values ('whk_1', now(), 'https://example.com', '{}', 'whsec_1', 0)
                """);
        if (column.equals("former_secret_until")) {
            sql.execute(
                    "update webhooks set former_secret = 'whsec_2', former_secret_until = now() + interval '2 years'");
        } else {
            sql.execute("update webhooks set %s = now() + interval '2 years'".formatted(column));
        }

        new TimesAhead(sql).reset();

        assertThat(sql.fetchSingle(
                                "select num_nonnulls(paused_until, failing_since, former_secret_until) from webhooks")
                        .get(0, int.class))
                .isEqualTo(1);
        assertThat(sql.fetchSingle("select %s <= now() + interval '1 day' from webhooks".formatted(column))
                        .get(0, boolean.class))
                .isTrue();
    }

    @Test
    void another_node_runs_the_task_of_a_dead_node_whose_clock_was_ahead() throws Exception {
        schedule(node(), TaskKind.JOB, "a");
        sql.execute("""
                update scheduled_tasks
                set picked = true, picked_by = 'gone', last_heartbeat = now() + interval '2 years'
                """);

        node().run(
                        Map.of(TaskKind.JOB, this::note),
                        new Timing(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(1)));

        assertThat(next()).isEqualTo("a");
    }

    @Test
    void the_clock_has_the_time_of_the_database() throws Exception {
        var database = Database.open(settings);
        nodes.add(database);

        var before =
                sql.fetchSingle("select clock_timestamp() - interval '1 min'").into(Instant.class);
        var now = database.clock().instant();
        var after =
                sql.fetchSingle("select clock_timestamp() + interval '1 min'").into(Instant.class);

        assertThat(now).isBetween(before, after);
    }
}
