package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.Postgres.Running;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Contract, section 2, "Errors": 503 with Retry-After while the database is unavailable. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DatabaseAwayIT {

    @TempDir
    Path directory;

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setDataDirectory(directory.resolve("data"))
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    @Test
    void an_unavailable_database_is_503_with_retry_after_until_it_returns() throws Exception {
        Running grow;
        int port;
        try (var postgres = postgres(0)) {
            port = postgres.getPort();
            grow = Running.start(postgres.getJdbcUrl("postgres", "postgres"), true, "localhost");
            assertThat(grow.http().get("/api/outreaches/out_11111").status()).isEqualTo(200);
        }
        try (grow) {
            for (var answer : new Http.Answer[] {
                grow.http().get("/api/outreaches/out_11111"),
                grow.http().patch("/api/outreaches/out_11111/start_enrichment")
            }) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                assertThat(answer.response().headers().firstValue("Retry-After"))
                        .isPresent();
                assertThat(answer.response().headers().firstValue("Content-Type"))
                        .contains("application/problem+json");
                assertThat(answer.body()).doesNotContain("SQL", "jdbc", "Exception", "localhost");
            }
            try (var back = postgres(port)) {
                assertThat(back.getPort()).isEqualTo(port);
                Http.Answer answer;
                do {
                    answer = grow.http().patch("/api/outreaches/out_11111/start_enrichment");
                } while (answer.status() == 503); // until the pool has reconnected
                assertThat(answer.status()).isEqualTo(200);
            }
        }
    }
}
