package com.grow.outreach.bootstrap;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.enrichment.ProviderSettings;
import com.grow.outreach.bootstrap.Postgres.Running;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Enrichment from the request to the history, with an HTTP provider that fails a third of its calls.
 * {@code -Dgrow.enrichments=100000} makes it a long test.
 */
@ExtendWith(SharedPostgres.class)
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class EnrichmentIT {

    private static final int MANY = Integer.getInteger("grow.enrichments", 2_000);
    private static final int BATCH = 10_000;
    private static final int SOME = 400;
    private static final String NOBODY_WAITS =
            "not exists (select from outreaches where current_state = 'enrichment') and not exists (select from look_ups)";

    private final Postgres postgres;

    @TempDir
    Path dataDir;

    EnrichmentIT(Postgres postgres) {
        this.postgres = postgres;
    }

    private static ProviderSettings settings(String name, StubProvider provider) {
        return settings(name, provider.url());
    }

    private static ProviderSettings settings(String name, String url) {
        return new ProviderSettings(name, URI.create(url), null, Duration.ofMinutes(1), ProviderSettings.MAX_RATE);
    }

    private static void insert(String jdbcUrl, int people) throws SQLException {
        try (var sql = Sql.connect(jdbcUrl)) {
            sql.execute("insert into companies (public_id, name) values ('com_1', 'Acme')");
            sql.execute("""
                    insert into people (public_id, name, company_id)
                    select 'per_' || n, 'Person ' || n, id from companies, generate_series(1, %d) as n""".formatted(people));
            sql.execute("""
                    insert into outreaches (public_id, person_id, company_id, channel, created_at)
                    select replace(public_id, 'per_', 'out_'), id, company_id, 'email', now() from people""");
        }
    }

    private static void startEnrichment(Http http, int outreaches) {
        startEnrichment(http, 1, outreaches);
    }

    private static void startEnrichment(Http http, int from, int to) {
        for (int first = from; first <= to; first += BATCH) {
            var ids = IntStream.rangeClosed(first, Math.min(to, first + BATCH - 1))
                    .mapToObj(number -> "out_" + number)
                    .collect(joining(","));
            assertThat(http.form("/api/outreaches/batch_start_enrichment", "outreach_ids=" + ids)
                            .status())
                    .isEqualTo(200);
        }
    }

    /** Asserts that each person has the data of the provider, and each outreach the resulting state. */
    private static void assertThatAllEndedRight(String jdbcUrl, int outreaches) throws SQLException {
        try (var sql = Sql.connect(jdbcUrl)) {
            assertThat(sql.value("""
                            select count(*) from outreaches join people on people.id = person_id
                            where people.name not like '%0' and current_state = 'ready'
                            and email = lower(replace(people.name, ' ', '.')) || '@found.example'""")).isEqualTo("" + (outreaches - outreaches / 10));
            assertThat(sql.value("""
                            select count(*) from outreaches join people on people.id = person_id
                            where people.name like '%0' and current_state = 'not_available' and email is null""")).isEqualTo("" + outreaches / 10);
            assertThat(sql.value("select count(*) from outreach_transitions")).isEqualTo("" + 2 * outreaches);
            assertThat(sql.value("select count(distinct outreach_id) from outreach_transitions"
                            + " where from_state = 'enrichment' and actor like 'enrichment%'"))
                    .isEqualTo("" + outreaches);
        }
    }

    @Test
    void two_nodes_enrich_each_outreach_once_with_a_provider_that_fails_a_third_of_its_calls() throws Exception {
        var database = postgres.jdbcUrl(postgres.database(false));
        try (var provider = new StubProvider(1)) {
            var providers = List.of(settings("acme", provider));
            try (var first = Running.start(database, false, "localhost", providers);
                    var second = Running.start(database, false, "localhost", providers);
                    var sql = Sql.connect(database)) {
                insert(database, MANY);
                startEnrichment(first.http(), MANY / 2);
                assertThat(second.http().get("/api/outreaches?status=new").totalCount())
                        .isEqualTo(MANY - MANY / 2);
                startEnrichment(second.http(), MANY / 2 + 1, MANY);
                sql.await(NOBODY_WAITS);
            }

            assertThatAllEndedRight(database, MANY);
            assertThat(provider.answers())
                    .hasSize(MANY)
                    .allSatisfy(
                            (lookUp, answers) -> assertThat(answers).as(lookUp).isEqualTo(1));
            assertThat(provider.calls()).isGreaterThan(MANY);
        }
    }

    @Test
    void enrichment_resumes_after_a_kill() throws Exception {
        try (var provider = new StubProvider(2, SOME / 2)) {
            var options = new String[] {
                "--empty", "--enrichment-provider", "acme=" + provider.url(), "--enrichment-rate", "1000"
            };
            try (var grow = GrowProcess.serve(dataDir, options)) {
                insert(GrowProcess.jdbcUrl(dataDir), SOME);
                startEnrichment(grow.http(), SOME);
                while (provider.answered() < SOME / 2) {
                    Thread.onSpinWait();
                }
                grow.kill();
            }
            provider.goOn();

            try (var grow = GrowProcess.serve(dataDir, options);
                    var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
                sql.await(NOBODY_WAITS);
                assertThatAllEndedRight(GrowProcess.jdbcUrl(dataDir), SOME);
                assertThat(grow.http().get("/api/outreaches?status=ready").totalCount())
                        .isEqualTo(SOME - SOME / 10);
            }
            assertThat(provider.answers()).hasSize(SOME);
        }
    }

    @Test
    void a_new_provider_enriches_the_waiting_outreaches() throws Exception {
        var database = postgres.jdbcUrl(postgres.database(false));
        try (var without = Running.start(database, false, "localhost")) {
            insert(database, 20);
            startEnrichment(without.http(), 20);
            assertThat(without.value("select count(*) from look_ups")).isEqualTo("0");
        }

        try (var provider = new StubProvider(3);
                var with = Running.start(database, false, "localhost", List.of(settings("acme", provider)));
                var sql = Sql.connect(database)) {
            assertThat(with.progress()).contains("Enrichment providers, in this order: acme.");
            sql.await(NOBODY_WAITS);
            assertThatAllEndedRight(database, 20);
        }
    }

    @Test
    void enriches_outreaches_uploaded_in_enrichment() throws Exception {
        var database = postgres.jdbcUrl(postgres.database(false));
        try (var provider = new StubProvider(5);
                var grow = Running.start(database, false, "localhost", List.of(settings("acme", provider)));
                var sql = Sql.connect(database)) {
            insert(database, 1);

            var answer = grow.http().send("POST", "/api/imports?kind=outreaches", "text/csv", """
                            id,channel,person_id,current_state
                            out_imported,email,per_1,enrichment
                            """);

            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            sql.await("exists (select from outreaches where public_id = 'out_imported' and current_state = 'ready')");
            sql.await("not exists (select from look_ups)");
        }
    }

    @Test
    void the_history_names_the_provider_or_the_reason() throws Exception {
        var database = postgres.jdbcUrl(postgres.database(false));
        try (var provider = new StubProvider(4)) {
            var providers = List.of(settings("zeta", provider.urlThatRefuses()), settings("acme", provider));
            try (var grow = Running.start(database, false, "localhost", providers);
                    var sql = Sql.connect(database)) {
                insert(database, 1);
                startEnrichment(grow.http(), 1);
                sql.await(NOBODY_WAITS);

                var last = grow.http()
                        .get("/api/outreaches/out_1/transitions")
                        .json()
                        .at("/items/0");
                assertThat(last.get("to_state").asText()).isEqualTo("ready");
                assertThat(last.get("actor").asText()).isEqualTo("enrichment:acme");
                assertThat(last.get("reason").asText()).isEqualTo("found by acme");
                assertThat(last.at("/metadata/providers/0/answer").asText()).isEqualTo("failed");
                assertThat(last.at("/metadata/providers/1/answer").asText()).isEqualTo("found");
                assertThat(grow.http()
                                .get("/api/people/per_1")
                                .json()
                                .get("email")
                                .asText())
                        .isEqualTo(StubProvider.email("Person 1"));
            }
        }
    }

    @Test
    void reads_a_key_from_its_variable() {
        try (var grow = GrowProcess.run(
                Map.of("GROW_ENRICHMENT_KEY_ACME_2", "two words"),
                "serve",
                "--data-dir",
                dataDir.toString(),
                "--enrichment-provider",
                "acme-2=https://acme.example/")) {
            assertThat(grow.exitCode()).isEqualTo(1);
            assertThat(grow.lines()).containsExactly("grow: the key of acme-2 has characters that can't be sent");
        }
    }
}
