package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code grow check} of the packaged application. */
@ExtendWith(SharedPostgres.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CheckIT {

    private final Postgres postgres;

    CheckIT(Postgres postgres) {
        this.postgres = postgres;
    }

    @Test
    void the_demo_data_is_consistent_and_a_corrupted_state_is_reported_with_its_outreach() throws Exception {
        var url = postgres.jdbcUrl(postgres.database(true));

        try (var check = check(url)) {
            assertThat(check.exitCode()).as(() -> check.lines().toString()).isZero();
            assertThat(check.lines()).hasSize(7).allMatch(line -> line.startsWith("ok     "));
        }

        try (var sql = Sql.connect(url)) {
            sql.execute("update outreaches set current_state = 'waiting' where public_id = 'out_11111'");
        }
        try (var check = check(url)) {
            assertThat(check.exitCode()).isEqualTo(1);
            assertThat(check.lines())
                    .startsWith(
                            "WRONG  Every outreach is in the state in which its history ends. Exceptions: 1",
                            "       out_11111 is in 'waiting' after position 30, and its history ends in 'ready' at position 30")
                    .filteredOn(line -> line.startsWith("ok     "))
                    .hasSize(6);
        }
    }

    private static GrowProcess check(String url) {
        return GrowProcess.run("check", "--database-url", url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "export --output out"})
    void does_not_create_a_missing_directory(String command, @TempDir Path directory) {
        var nowhere = directory.resolve("nowhere");
        var words = Stream.concat(Stream.of(command.split(" ")), Stream.of("--data-dir", nowhere.toString()));

        try (var grow = GrowProcess.run(words.toArray(String[]::new))) {
            FailedStart.of(grow).saysInOneLine("there is no data in", nowhere.toString(), "--data-dir");
        }
        assertThat(nowhere).doesNotExist();
    }
}
