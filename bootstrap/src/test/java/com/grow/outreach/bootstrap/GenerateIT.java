package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code grow generate} of the packaged application. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class GenerateIT {

    private static final List<String> TABLES =
            List.of("users", "companies", "people", "sequences", "outreaches", "outreach_transitions");

    @TempDir
    Path directory;

    @Test
    void the_same_seed_generates_the_same_rows_and_totals_in_two_directories() throws Exception {
        var one = directory.resolve("one");
        var other = directory.resolve("other");

        assertThatGenerationSucceeds(one);
        assertThatGenerationSucceeds(other);

        try (var again = generate(one)) {
            FailedStart.of(again).saysInOneLine("has data already", "empty");
        }
        var rows = rowsAfterTotalsAreServed(one);
        assertThat(rows).isEqualTo(rowsAfterTotalsAreServed(other));
    }

    private static GrowProcess generate(Path dataDir) {
        return GrowProcess.run("generate", "--outreaches", "2000", "--seed", "7", "--data-dir", dataDir.toString());
    }

    private static void assertThatGenerationSucceeds(Path dataDir) {
        try (var generate = generate(dataDir)) {
            assertThat(generate.exitCode())
                    .as(() -> generate.lines().toString())
                    .isZero();
            assertThat(generate.lines()).last().isEqualTo("Generated 2,000 outreaches.");
        }
    }

    private static List<String> rowsAfterTotalsAreServed(Path dataDir) throws SQLException {
        try (var grow = GrowProcess.serve(dataDir);
                var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
            assertThat(grow.http().get("/api/outreaches").totalCount()).isEqualTo(2_000);
            assertThat(grow.http()
                            .get("/api/outreaches?status=ready&owner=usr_1")
                            .totalCount())
                    .isEqualTo(Integer.parseInt(sql.value("""
                            select count(*) from outreaches join users on users.id = owner_id
                            where current_state = 'ready' and users.public_id = 'usr_1'""")))
                    .isPositive();
            var rows = new ArrayList<String>();
            for (var table : TABLES) {
                rows.add(table + " "
                        + sql.value("select count(*) || ' ' || md5(string_agg(t::text, ',' order by t::text)) from %s t"
                                .formatted(table)));
            }
            return rows;
        }
    }
}
