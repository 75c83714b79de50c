package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Duplicates of the packaged application: pairs are planted, found by one job and merged by another, while Grow is killed and
 * other callers write. {@code benchmarks/duplicates} runs this with 100,000 pairs.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class DuplicatesIT {

    private static final int PAIRS = Integer.getInteger("grow.duplicates.pairs", 1_500);

    @TempDir
    Path dataDir;

    /** Of each pair, both people have an e-mail outreach; that of every second older person never moved. */
    private static void plant(Sql sql) throws Exception {
        sql.execute("""
                insert into companies (public_id, name, created_at)
                select 'com_' || i, 'Company ' || i, '2026-01-01' from generate_series(1, %d / 10 + 10) i
                """.formatted(PAIRS));
        for (var half : List.of("old", "new")) {
            sql.execute("""
                    insert into people (public_id, name, company_id, email, phone, opted_out, created_at)
                    select 'per_%1$s_' || i, 'Person ' || i, companies.id,
                      case '%1$s' when 'new' then 'P' else 'p' end || i || '@pairs.example',
                      case '%1$s' when 'new' then '+1555' || i end,
                      case when '%1$s' = 'new' and i %% 3 = 0 then '{phone}' else '{}' end::channel[],
                      case '%1$s' when 'new' then timestamptz '2026-03-01' else '2026-02-01' end
                    from generate_series(1, %2$d) i
                    join companies on companies.public_id =
                      'com_' || (case '%1$s' when 'new' then i / 10 + 2 else i / 10 + 1 end)
                    """.formatted(half, PAIRS));
            sql.execute("""
                    insert into outreaches
                      (public_id, person_id, company_id, created_at, last_sort_key, channel, current_state, moved_at)
                    select 'out_%1$s_' || i, people.id, company_id, '2026-03-02', %2$s, 'email',
                      (case when %2$s > 0 then 'starting' else 'new' end)::outreach_state,
                      case when %2$s > 0 then timestamptz '2026-03-03' end
                    from generate_series(1, %3$d) i join people on people.public_id = 'per_%1$s_' || i
                    """.formatted(half, half.equals("new") ? "10" : "10 * (i % 2)", PAIRS));
        }
        sql.execute("""
                insert into outreach_transitions (outreach_id, sort_key, from_state, to_state, created_at, reason)
                select id, 10, 'new', 'starting', '2026-03-03', 'planted' from outreaches where last_sort_key = 10
                """);
        sql.execute("""
                insert into outreaches (public_id, person_id, company_id, created_at, channel)
                select 'out_call_' || i, people.id, company_id, '2026-03-02', 'phone'
                from generate_series(1, %d) i join people on people.public_id = 'per_new_' || i
                """.formatted(PAIRS));
        sql.execute("analyze");
    }

    /** Asks for the job until it is so; each round asks again, so that nothing is timed. */
    private static JsonNode await(Http http, String job, Predicate<JsonNode> condition) {
        while (true) {
            var found = http.get(job).json();
            if (condition.test(found)) {
                return found;
            }
            if (Thread.interrupted()) {
                throw new AssertionError("not so until the test was over: " + found);
            }
        }
    }

    private static boolean isUnderWay(JsonNode job) {
        return job.get("done_count").asLong() > 0;
    }

    private static boolean hasEnded(JsonNode job) {
        return !job.get("finished_at").isNull();
    }

    private static String start(Http http, String work) {
        var accepted = http.send("POST", "/api/duplicates/" + work, "application/json", "{\"kind\":\"people\"}");
        assertThat(accepted.status()).as(accepted::body).isEqualTo(202);
        return accepted.header("Location");
    }

    /** Opens and moves outreaches of people who are being merged, and reads them by either id. */
    private static final class Writer implements Runnable {

        private final Http http;
        private final int from;
        private volatile boolean stopped;
        private volatile int opened;
        private volatile String trouble = "";

        Writer(Http http, int from) {
            this.http = http;
            this.from = from;
        }

        @Override
        public void run() {
            for (int i = from; i <= PAIRS && !stopped && trouble.isEmpty(); i += 7) {
                try {
                    write(i);
                } catch (RuntimeException e) {
                    // Grow was killed.
                    return;
                }
            }
        }

        private void write(int i) {
            var open = http.send(
                    "POST",
                    "/api/outreaches",
                    "application/json",
                    "{\"id\":\"out_race_%1$d\",\"person_id\":\"per_new_%1$d\",\"channel\":\"linkedin\"}".formatted(i));
            expect(open, 201, 409, 503);
            if (open.status() == 201) {
                opened++;
            }
            expect(
                    http.send(
                            "PATCH",
                            "/api/outreaches/out_new_%d/transition_to".formatted(i),
                            "application/json",
                            "{\"state\":\"waiting\",\"reason\":\"raced\"}"),
                    200,
                    409,
                    503);
            expect(
                    http.send("PATCH", "/api/people/per_old_" + i, "application/json", "{\"title\":\"Raced\"}"),
                    200,
                    503);
            expect(http.get("/api/people/per_new_" + i), 200, 301, 503);
        }

        private void expect(Http.Answer answer, Integer... allowed) {
            if (!List.of(allowed).contains(answer.status())) {
                trouble = answer.status() + " " + answer.body();
            }
        }
    }

    @Test
    void planted_pairs_are_found_and_merged_although_grow_is_killed_and_others_write() throws Exception {
        String search;
        try (var grow = GrowProcess.serve(dataDir, "--empty")) {
            try (var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
                plant(sql);
            }
            search = start(grow.http(), "search");
            grow.kill();
        }
        String merge;
        try (var grow = GrowProcess.serve(dataDir, "--empty")) {
            assertThat(await(grow.http(), search, DuplicatesIT::hasEnded)
                            .get("success_count")
                            .asInt())
                    .isEqualTo(2 * PAIRS);
            assertThat(grow.http()
                            .get("/api/duplicates?kind=people&confidence=exact&per=1")
                            .totalCount())
                    .isEqualTo(PAIRS);
            merge = start(grow.http(), "merge_exact");
            await(grow.http(), merge, DuplicatesIT::isUnderWay);
            grow.kill();
        }
        try (var grow = GrowProcess.serve(dataDir, "--empty");
                var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
            var writers = List.of(new Writer(grow.http(), 1), new Writer(grow.http(), 2), new Writer(grow.http(), 3));
            var threads = writers.stream().map(Thread::startVirtualThread).toList();
            var job = await(grow.http(), merge, DuplicatesIT::hasEnded);
            writers.forEach(writer -> writer.stopped = true);
            for (var thread : threads) {
                thread.join();
            }

            assertThat(writers).extracting(writer -> writer.trouble).containsOnly("");
            assertThat(job.get("status").asText()).isEqualTo("completed");
            assertThat(job.get("success_count").asInt()).isEqualTo(PAIRS);
            assertThat(sql.value("select count(*) from people")).isEqualTo(String.valueOf(PAIRS));
            assertThat(sql.value("select count(*) from merged_people")).isEqualTo(String.valueOf(PAIRS));
            assertThat(sql.value("select count(*) from people where opted_out = '{phone}'"))
                    .isEqualTo(String.valueOf(PAIRS / 3));
            assertThat(sql.value("select count(*) from people where phone is null"))
                    .isEqualTo("0");
            assertThat(sql.value("select count(*) from outreach_transitions where reason = 'planted'"))
                    .isEqualTo(String.valueOf(PAIRS + (PAIRS + 1) / 2));
            int opened = writers.stream().mapToInt(writer -> writer.opened).sum();
            assertThat(sql.value("select count(*) from outreaches where channel <> 'linkedin'"))
                    .isEqualTo(String.valueOf(3 * PAIRS - PAIRS / 2));
            assertThat(Integer.parseInt(sql.value("select count(*) from outreaches where channel = 'linkedin'")))
                    .isGreaterThanOrEqualTo(opened);
            assertThat(sql.value("select count(*) from merged_outreaches")).isEqualTo(String.valueOf(PAIRS / 2));
            var moved = grow.http().get("/api/people/per_new_1");
            assertThat(moved.status()).isEqualTo(301);
            assertThat(moved.header("Location")).isEqualTo("/api/people/per_old_1");
            assertThat(grow.http().get("/api/outreaches/out_old_2").header("Location"))
                    .isEqualTo("/api/outreaches/out_new_2");
            assertThat(grow.http().get("/api/duplicates?kind=people").totalCount())
                    .isZero();
        }
        try (var check = GrowProcess.run("check", "--data-dir", dataDir.toString())) {
            assertThat(check.exitCode()).as(() -> check.lines().toString()).isZero();
        }
    }

    @Test
    void the_command_finds_duplicates_and_merges_the_exact_ones() throws Exception {
        try (var grow = GrowProcess.serve(dataDir, "--empty");
                var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
            assertThat(grow.http().get("/api/people").totalCount()).isZero();
            plant(sql);
            sql.execute("update companies set domain = 'same.example' where public_id in ('com_1', 'com_2')");
        }
        try (var found = GrowProcess.run("duplicates", "--kind", "people", "--data-dir", dataDir.toString())) {
            assertThat(found.exitCode()).isZero();
            assertThat(found.lines())
                    .contains("people\tper_new_1\tper_old_1\temail\texact\tPerson 1\tPerson 1")
                    .contains("Found %,d pairs of people.".formatted(PAIRS));
        }
        try (var merged = GrowProcess.run("duplicates", "--merge-exact", "--data-dir", dataDir.toString())) {
            assertThat(merged.exitCode()).as(() -> merged.lines().toString()).isZero();
            assertThat(merged.lines())
                    .contains("Merged 1 pairs of companies.")
                    .contains("Merged %,d pairs of people.".formatted(PAIRS));
        }
        try (var check = GrowProcess.run("check", "--data-dir", dataDir.toString())) {
            assertThat(check.exitCode()).as(() -> check.lines().toString()).isZero();
        }
        try (var unknown = GrowProcess.run("duplicates", "--kind", "users", "--data-dir", dataDir.toString())) {
            FailedStart.of(unknown).saysInOneLine("users", "people or companies");
        }
    }
}
