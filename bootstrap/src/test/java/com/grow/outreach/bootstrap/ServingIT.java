package com.grow.outreach.bootstrap;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.Http.Answer;
import com.grow.outreach.bootstrap.Postgres.Running;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Grow on a real PostgreSQL: pages, concurrent requests, and the demo data. */
@ExtendWith(SharedPostgres.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ServingIT {

    private final Postgres postgres;

    ServingIT(Postgres postgres) {
        this.postgres = postgres;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "channel", "company", "status", "sequence", "owner"})
    void pages_of_every_order_partition_the_list(String sort) throws Exception {
        try (var grow = postgres.serveDemo()) {
            for (var direction : List.of("", "asc", "desc")) {
                var order = "sort=" + sort + "&direction=" + direction;
                var whole = grow.http().get("/api/outreaches?per=500&" + order);
                assertThat(whole.ids()).hasSize(whole.totalCount()).doesNotHaveDuplicates();
                for (int per : new int[] {7, 50}) {
                    assertThat(pages(grow, order, per)).as(order).isEqualTo(whole.ids());
                }
            }
        }
    }

    @Test
    void a_walk_by_cursor_returns_the_whole_list() throws Exception {
        try (var grow = postgres.serveDemo()) {
            var met = new ArrayList<String>();
            for (var next = "start"; !next.equals("null"); ) {
                var part = grow.http().get("/api/outreaches?per=9&cursor=" + next);
                met.addAll(part.ids());
                next = part.json().at("/pagination/next_cursor").asText();
            }
            assertThat(met).isEqualTo(grow.http().get("/api/outreaches?per=500").ids());
            var stats = grow.http().get("/api/outreaches/stats?status=ready").json();
            assertThat(stats.get("total_count").asInt()).isEqualTo(55);
        }
    }

    @Test
    void a_change_applies_to_the_given_version_and_once_for_its_key() throws Exception {
        try (var grow = postgres.serveDemo()) {
            var path = "/api/outreaches/out_11111";
            var seen = grow.http().get(path);
            var unassign = "{\"sequence_id\":null}";
            var json = "application/json";
            var headers = new String[] {"If-Match", seen.header("ETag"), "Idempotency-Key", "a key"};

            var first = grow.http().send("PATCH", path, json, unassign, headers);
            var again = grow.http().send("PATCH", path, json, unassign, headers);
            var late = grow.http().send("PATCH", path, json, unassign, "If-Match", seen.header("ETag"));

            first.isOk(seen.body().replace("\"seq_33333\"", "null"));
            again.isOk(first.body());
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(late.status()).isEqualTo(412);
            var unchanged = grow.http().send("GET", path, "", "", "If-None-Match", first.header("ETag"));
            assertThat(unchanged.status()).isEqualTo(304);
            var moves = grow.http().get(path + "/transitions").json().at("/pagination/total_count");
            grow.http().send("PATCH", path + "/start_enrichment", "", "", "Idempotency-Key", "start");
            grow.http().send("PATCH", path + "/start_enrichment", "", "", "Idempotency-Key", "start");
            assertThat(grow.http().get(path + "/transitions").totalCount()).isEqualTo(moves.asInt() + 1);
        }
    }

    private static List<String> pages(Running grow, String order, int per) {
        var ids = new ArrayList<String>();
        for (int page = 1; ; page++) {
            var part = grow.http().get("/api/outreaches?per=%d&page=%d&%s".formatted(per, page, order));
            if (part.ids().isEmpty()) {
                assertThat(part.json().at("/pagination/total_pages").asInt()).isEqualTo(page - 1);
                return ids;
            }
            assertThat(page * per - ids.size()).isEqualTo(per);
            ids.addAll(part.ids());
        }
    }

    @ParameterizedTest
    @CsvSource({"channel, channel", "status, current_state"})
    void channel_and_status_sort_by_their_text(String sort, String field) throws Exception {
        try (var grow = postgres.serveDemo()) {
            var path = "/api/outreaches?per=500&sort=" + sort + "&direction=";
            var ascending = grow.http().get(path + "asc").json().findValuesAsText(field);
            var descending = grow.http().get(path + "desc").json().findValuesAsText(field);
            assertThat(ascending).isSorted().hasSizeGreaterThan(180);
            assertThat(descending).isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void unassigned_outreaches_come_last_in_both_directions(String direction) throws Exception {
        try (var grow = postgres.serveDemo()) {
            var list = grow.http().get("/api/outreaches?per=500&sort=sequence&direction=" + direction);
            var sequences = list.json().findValuesAsText("sequence_id");
            assertThat(sequences.subList(sequences.indexOf("null"), sequences.size()))
                    .containsOnly("null")
                    .hasSizeGreaterThan(20);
        }
    }

    @Test
    void of_64_concurrent_starts_of_one_enrichment_exactly_one_succeeds() throws Exception {
        try (var grow = postgres.serveDemo()) {
            var answers = atOnce(64, i -> () -> grow.http().patch("/api/outreaches/out_22222/start_enrichment"));
            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(63);
            assertThat(grow.value("""
                    select string_agg(from_state || ' ' || to_state, ', ') from outreach_transitions
                    where outreach_id = (select id from outreaches where public_id = 'out_22222')""")).isEqualTo("new enrichment");
        }
    }

    @Test
    void overlapping_batches_in_opposite_orders_never_fail_and_never_count_an_outreach_twice() throws Exception {
        try (var grow = postgres.serveDemo()) {
            var ids = Stream.of("new", "waiting", "ready", "not_available")
                    .flatMap(state -> grow.http().get("/api/outreaches?per=500&status=" + state).ids().stream())
                    .collect(toCollection(ArrayList::new));
            var reversed = ids.reversed();
            var answers = atOnce(
                    16,
                    i -> () -> grow.http()
                            .form(
                                    "/api/outreaches/batch_start_enrichment",
                                    "outreach_ids=" + String.join(",", i % 2 == 0 ? ids : reversed)));
            assertThat(answers).allMatch(answer -> answer.status() == 200);
            assertThat(answers.stream()
                            .mapToInt(
                                    answer -> answer.json().get("success_count").asInt())
                            .sum())
                    .isEqualTo(ids.size());
            assertThat(grow.value("select count(*) from outreaches where current_state = 'enrichment'"))
                    .isEqualTo(Integer.toString(ids.size() + 20));
        }
    }

    @Test
    void batches_of_both_kinds_over_the_same_outreaches_do_not_deadlock() throws Exception {
        try (var grow = postgres.serveDemo()) {
            var ids = new ArrayList<>(grow.http().get("/api/outreaches?per=500").ids());
            var answers = atOnce(16, i -> {
                var order = new ArrayList<>(ids);
                Collections.shuffle(order, new Random(i));
                var list = "outreach_ids=" + String.join(",", order);
                return () -> i % 2 == 0
                        ? grow.http().form("/api/outreaches/batch_assign", "sequence_id=seq_33333&" + list)
                        : grow.http().form("/api/outreaches/batch_start_enrichment", list);
            });
            assertThat(answers).allMatch(answer -> answer.status() == 200);
            assertThat(grow.http().get("/api/outreaches?sequence_id=seq_33333").totalCount())
                    .isEqualTo(ids.size());
        }
    }

    /** Makes the given number of calls, which all begin at the same moment. */
    private static List<Answer> atOnce(int count, IntFunction<Callable<Answer>> call) throws Exception {
        var barrier = new CyclicBarrier(count);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, count).mapToObj(call).toList();
            var answers = new ArrayList<Future<Answer>>();
            calls.forEach(each -> answers.add(threads.submit(() -> {
                barrier.await();
                return each.call();
            })));
            var done = new ArrayList<Answer>();
            for (var answer : answers) {
                done.add(answer.get());
            }
            return done;
        }
    }

    @Test
    void a_database_given_by_url_gets_no_demo_data_by_default() throws Exception {
        var database = postgres.database(false);
        try (var grow = postgres.serve(database, false)) {
            assertThat(grow.http().get("/api/outreaches").totalCount()).isZero();
        }
        try (var grow = postgres.serve(database, true)) {
            assertThat(grow.http().get("/api/outreaches?status=ready").totalCount())
                    .isEqualTo(55);
        }
    }

    @Test
    void a_database_with_data_never_gets_demo_data() throws Exception {
        var database = postgres.database(false);
        postgres.serve(database, false).close();
        try (var sql = Sql.connect(postgres.jdbcUrl(database))) {
            sql.execute("insert into sequences (public_id, name) values ('seq_1', 'Mine')");
        }
        try (var grow = postgres.serve(database, true)) {
            assertThat(grow.http().get("/api/outreaches").totalCount()).isZero();
            assertThat(grow.progress()).anyMatch(line -> line.contains("has data already"));
        }
    }

    @Test
    void a_restart_changes_nothing() throws Exception {
        var database = postgres.database(true);
        try (var grow = postgres.serve(database, true)) {
            grow.http().patch("/api/outreaches/out_11111/start_enrichment");
        }
        try (var grow = postgres.serve(database, true)) {
            assertThat(grow.http().get("/api/outreaches?status=ready").totalCount())
                    .isEqualTo(54);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, true", "localhost, false", "127.0.0.1, false"})
    void warns_when_it_serves_other_machines(String host, boolean warned) throws Exception {
        try (var grow = Running.start(postgres.jdbcUrl("demo"), false, host)) {
            assertThat(grow.progress().stream().anyMatch(line -> line.startsWith("Warning") && line.contains(host)))
                    .isEqualTo(warned);
            assertThat(grow.progress().stream().anyMatch(line -> line.contains("--public-host")))
                    .isEqualTo(warned);
            assertThat(grow.http().get("/api/outreaches/out_11111").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"grow, nowhere, does not exist", "nobody, demo, authentication failed"})
    void reports_a_refused_login_in_one_line_without_the_password(String user, String database, String reason) {
        var url = postgres.jdbcUrl(database).replace("user=grow", "user=" + user);
        try (var grow = GrowProcess.run("serve", "--port", "0", "--database-url", url)) {
            FailedStart.of(grow).saysInOneLine(reason).doesNotSay(url.replaceAll(".*password=", ""));
        }
    }
}
