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
            assertThat(check.lines()).hasSize(10).allMatch(line -> line.startsWith("ok     "));
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
                    .hasSize(9);
        }
    }

    @Test
    void repairs_contact_data_of_earlier_versions_and_keeps_opt_outs() throws Exception {
        var url = postgres.jdbcUrl(postgres.database(false));
        try (var migrated = check(url)) {
            assertThat(migrated.exitCode()).isZero();
        }
        try (var sql = Sql.connect(url)) {
            sql.execute("insert into companies (public_id, name, domain, created_at) values"
                    + " ('com_1', 'Kolb', 'www.facebook.com', now()), ('com_2', 'Acme', 'ACME.com', now())");
            sql.execute(
                    "insert into people (public_id, name, company_id, email, phone, linkedin_url, opted_out, created_at)"
                            + " select * from (values"
                            + " ('per_1', 'Ann', 1, U&'ann@m.example\\200B', '+49 30 901820', 'https://N/A', '{email}'::channel[], now()),"
                            + " ('per_2', 'Ann', 1, 'ann@m.example', 'ask Bob', 'http://linkedin.com/in/Ann/', '{}', now()),"
                            + " ('per_3', 'Cy', 1, 'cy@m.example', null, null, '{phone}', now()))"
                            + " rows (a, b, c, d, e, f, g, h)");
        }

        String[] expected = {
            "com_1\tdomain\twww.facebook.com\tremoved",
            "com_2\tdomain\tACME.com\tacme.com",
            "per_1\tphone\t+49 30 901820\t+4930901820",
            "per_1\tlinkedin_url\thttps://N/A\tremoved",
            "per_2\tphone\task Bob\tinvalid: expected a number like +1 555 0100",
            "per_2\tlinkedin_url\thttp://linkedin.com/in/Ann/\thttps://www.linkedin.com/in/ann"
        };
        try (var rehearsed = check(url, "--repair-contacts", "--dry-run")) {
            assertThat(rehearsed.exitCode()).isZero();
            assertThat(rehearsed.lines())
                    .contains(expected)
                    .anyMatch(line -> line.startsWith("per_1\temail\tann@m.example"))
                    .contains("Dry run, would repair 6 values. Invalid and kept: 1.");
        }
        try (var repaired = check(url, "--repair-contacts")) {
            assertThat(repaired.exitCode()).isZero();
            assertThat(repaired.lines()).contains(expected).contains("Repaired 6 values. Invalid and kept: 1.");
        }
        try (var again = check(url, "--repair-contacts");
                var sql = Sql.connect(url)) {
            assertThat(again.exitCode()).isZero();
            assertThat(again.lines()).contains("Repaired 0 values. Invalid and kept: 1.");
            assertThat(sql.value(
                            "select string_agg(concat_ws(' ', public_id, email, phone, linkedin_url, opted_out), '; ' order by id)"
                                    + " from people"))
                    .isEqualTo("per_1 ann@m.example +4930901820 {email}; per_2 ann@m.example ask Bob"
                            + " https://www.linkedin.com/in/ann {}; per_3 cy@m.example {phone}");
            assertThat(sql.value("select count(*) from jobs")).isEqualTo("2");
        }
        try (var duplicates = GrowProcess.run("duplicates", "--kind", "people", "--database-url", url)) {
            assertThat(duplicates.exitCode()).isZero();
            assertThat(duplicates.lines()).anyMatch(line -> line.startsWith("people\tper_2\tper_1\t"));
        }
        try (var check = check(url)) {
            assertThat(check.exitCode()).as(() -> check.lines().toString()).isZero();
        }
    }

    private static GrowProcess check(String url, String... options) {
        return GrowProcess.run(Stream.concat(Stream.of("check", "--database-url", url), Stream.of(options))
                .toArray(String[]::new));
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
