package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of the packaged application on a generated book. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class JobsIT {

    private static final int OUTREACHES = 40_000;
    private static final String BATCH = "/api/outreaches/batch_transition_to";
    private static final String JOB = "/api/jobs/job_1";
    private static final String UNDO = "/api/jobs/job_2";

    @TempDir
    Path dataDir;

    @BeforeEach
    void generate() {
        try (var generate = GrowProcess.run(
                "generate", "--outreaches", String.valueOf(OUTREACHES), "--data-dir", dataDir.toString())) {
            assertThat(generate.exitCode())
                    .as(() -> generate.lines().toString())
                    .isZero();
        }
    }

    private static JsonNode await(Http http, Predicate<JsonNode> condition) {
        return await(http, JOB, condition);
    }

    /** Polls a job until the condition is true. */
    private static JsonNode await(Http http, String path, Predicate<JsonNode> condition) {
        while (true) {
            var job = http.get(path).json();
            if (condition.test(job)) {
                return job;
            }
            if (Thread.interrupted()) {
                throw new AssertionError("not so until the test was over: " + job);
            }
        }
    }

    private static boolean isFinished(JsonNode job) {
        return !job.get("finished_at").isNull();
    }

    private static boolean isUnderWay(JsonNode job) {
        return job.get("status").asText().equals("running");
    }

    @Test
    void a_job_completes_although_grow_and_postgresql_are_killed_during_it() throws Exception {
        long killedAt;
        try (var grow = GrowProcess.serve(dataDir)) {
            var accepted = grow.http()
                    .send(
                            "PATCH",
                            BATCH,
                            "application/json",
                            "{\"state\":\"not_available\",\"filter\":{},\"reason\":\"the end\"}",
                            "Grow-Actor",
                            "maya");
            assertThat(accepted.status()).isEqualTo(202);
            assertThat(accepted.header("Location")).isEqualTo(JOB);
            killedAt = await(grow.http(), JobsIT::isUnderWay).get("done_count").asLong();
            grow.kill();
        }
        try (var grow = GrowProcess.serve(dataDir)) {
            long before = killedAt;
            await(grow.http(), job -> isUnderWay(job) && job.get("done_count").asLong() > before);
            var postgres = GrowProcess.postgres(dataDir);
            var workers = postgres.children().toList();
            grow.kill();
            postgres.destroyForcibly();
            Stream.concat(Stream.of(postgres), workers.stream())
                    .forEach(process -> process.onExit().join());
        }
        try (var grow = GrowProcess.serve(dataDir);
                var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
            var job = await(grow.http(), JobsIT::isFinished);

            assertThat(job.get("status").asText()).isEqualTo("completed");
            assertThat(job.get("done_count").asInt()).isEqualTo(OUTREACHES);
            assertThat(grow.http()
                            .get("/api/outreaches?status=not_available&per=1")
                            .totalCount())
                    .isEqualTo(OUTREACHES);
            assertThat(sql.value(
                            "select count(*) from outreach_transitions where reason = 'the end' and actor = 'maya'"))
                    .isEqualTo(job.get("success_count").asText());
            assertThat(sql.value("""
                    select count(distinct outreach_id) from outreach_transitions where reason = 'the end'""")).isEqualTo(job.get("success_count").asText());
        }
    }

    @Test
    void an_undo_restores_each_outreach_once_although_grow_is_killed_during_it() throws Exception {
        var ofSequence = "select count(*) from outreaches where sequence_id is not null";
        String before;
        try (var grow = GrowProcess.serve(dataDir);
                var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
            before = sql.value(ofSequence);
            grow.http().json("/api/outreaches/batch_assign", "{\"sequence_id\":null,\"filter\":{}}");
            await(grow.http(), JobsIT::isFinished);
            assertThat(sql.value(ofSequence)).isEqualTo("0");
            assertThat(grow.http()
                            .send("POST", JOB + "/undo", "application/json", "{}")
                            .status())
                    .isEqualTo(202);
            await(grow.http(), UNDO, JobsIT::isUnderWay);
            grow.kill();
        }
        try (var grow = GrowProcess.serve(dataDir);
                var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
            var undo = await(grow.http(), UNDO, JobsIT::isFinished);

            assertThat(undo.get("status").asText()).isEqualTo("completed");
            assertThat(undo.get("success_count").asText())
                    .isEqualTo(before)
                    .isEqualTo(undo.get("total_count").asText());
            assertThat(undo.get("refused_count").asInt()).isZero();
            assertThat(sql.value(ofSequence)).isEqualTo(before);
        }
    }

    @Test
    void a_stopped_job_keeps_its_progress() {
        try (var grow = GrowProcess.serve(dataDir)) {
            var http = grow.http();
            assertThat(http.json(BATCH, "{\"state\":\"not_available\",\"filter\":{}}")
                            .status())
                    .isEqualTo(202);
            await(http, JobsIT::isUnderWay);

            var stopped = http.patch(JOB + "/stop");

            assertThat(stopped.status()).isEqualTo(200);
            var job = http.get(JOB).json();
            assertThat(job.get("status").asText()).isEqualTo("stopped");
            assertThat(job.get("done_count").asInt()).isPositive().isLessThan(OUTREACHES);
            assertThat(job.get("success_count")).isEqualTo(stopped.json().get("success_count"));
        }
    }
}
