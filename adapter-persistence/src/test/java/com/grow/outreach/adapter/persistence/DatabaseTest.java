package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.OutreachId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DatabaseTest {

    private static final OutreachId ONE = new OutreachId("out_1");

    @BeforeAll
    static void a_role_with_a_password() {
        TestPostgres.execute("create role guarded login superuser password 'right'");
    }

    @Test
    void reopening_keeps_the_data_and_runs_no_migration() throws Exception {
        var settings = TestPostgres.newDatabase();
        try (var database = Database.open(settings, InstantSource.system())) {
            database.bookLoader().loadIfEmpty(new TestBook().outreach("out_1").build());
        }
        var migrations = migrations(settings);

        try (var database = Database.open(settings, InstantSource.system())) {
            assertThat(find(database)).isTrue();
        }
        assertThat(migrations(settings)).isEqualTo(migrations).isPositive();
    }

    @Test
    void two_processes_can_open_a_new_database_at_the_same_time() throws Exception {
        var settings = withConnections(TestPostgres.newDatabase(), 5);
        Callable<Boolean> openAndLook = () -> {
            try (var database = Database.open(settings, InstantSource.system())) {
                return find(database);
            }
        };
        try (var threads = Executors.newCachedThreadPool()) {
            for (var answer : threads.invokeAll(List.of(openAndLook, openAndLook))) {
                assertThat(answer.get()).isFalse();
            }
        }
        var once = TestPostgres.newDatabase();
        Database.open(once, InstantSource.system()).close();
        assertThat(migrations(settings)).isEqualTo(migrations(once));
    }

    @Test
    void the_smallest_pool_is_enough() throws Exception {
        try (var database = Database.open(
                withConnections(TestPostgres.newDatabase(), DatabaseSettings.MIN_CONNECTIONS),
                InstantSource.system())) {
            database.bookLoader().loadIfEmpty(new TestBook().outreach("out_1").build());
            assertThat(find(database)).isTrue();
        }
    }

    @Test
    void rejects_a_pool_that_is_too_small() {
        var settings = withConnections(TestPostgres.newDatabase(), 4);

        assertThatExceptionOfType(DatabaseOpenException.class)
                .isThrownBy(
                        () -> Database.open(settings, InstantSource.system()).close())
                .withMessage("a pool of 4 connections is too small; at least 5 are needed");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void idle_connections_have_tcp_keep_alive() throws Exception {
        var settings = TestPostgres.newDatabase();
        var port = URI.create(settings.jdbcUrl().substring("jdbc:".length())).getPort();
        // A line for each connection: …, local and remote address, state, queues, and the timer with its kind and
        // expiry.
        var connection = Pattern.compile(".*:%04X 01 \\S+ 02:(\\p{XDigit}+) .*".formatted(port));
        try (var database = Database.open(settings, InstantSource.system())) {
            assertThat(find(database)).isFalse();

            var ticks = Stream.of("tcp", "tcp6")
                    .flatMap(table -> lines(Path.of("/proc/self/net", table)))
                    .map(connection::matcher)
                    .filter(Matcher::matches)
                    .map(line -> Integer.valueOf(line.group(1), 16));

            assertThat(ticks).isNotEmpty().allMatch(hundredths -> hundredths <= 30_00);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_error_names_a_port_that_refuses_connections() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(refusal("jdbc:postgresql://localhost:%d/grow".formatted(port), "postgres", null))
                .contains("localhost:" + port)
                .containsIgnoringCase("refused");
    }

    @Test
    void the_error_names_an_unknown_host() {
        assertThat(refusal("jdbc:postgresql://no-such-host.invalid/grow", "postgres", null))
                .contains("no-such-host.invalid")
                .containsIgnoringCase("connection");
    }

    @Test
    void the_error_for_a_wrong_password_does_not_show_it() {
        var url = TestPostgres.newDatabase().jdbcUrl();

        assertThat(refusal(url, TestPostgres.GUARDED, "wr0ng"))
                .contains("password authentication failed", "\"guarded\"")
                .doesNotContain("wr0ng");
    }

    @Test
    void opens_with_the_right_password() throws Exception {
        var settings = new DatabaseSettings(TestPostgres.newDatabase().jdbcUrl(), TestPostgres.GUARDED, "right", 5);
        try (var database = Database.open(settings, InstantSource.system())) {
            assertThat(find(database)).isFalse();
        }
    }

    @Test
    void a_url_can_contain_the_login() throws Exception {
        var url = TestPostgres.newDatabase().jdbcUrl() + "?user=guarded&password=right";
        try (var database = Database.open(new DatabaseSettings(url, null, null, 5), InstantSource.system())) {
            assertThat(find(database)).isFalse();
        }
    }

    @Test
    void the_error_names_an_unknown_database() {
        assertThat(refusal(TestPostgres.settings("nowhere").jdbcUrl(), "postgres", null))
                .contains("database \"nowhere\" does not exist");
    }

    @Test
    void rejects_a_url_of_another_database_without_showing_its_password() {
        assertThat(refusal("jdbc:mysql://localhost/grow?password=s3cret", null, null))
                .contains("jdbc:postgresql:")
                .doesNotContain("s3cret");
        assertThat(refusal("jdbc:postgresql://localhost:port/grow?password=s3cret", null, null))
                .doesNotContain("s3cret");
    }

    @Test
    void rejects_a_database_with_foreign_tables_and_does_not_change_it() {
        var settings = TestPostgres.newDatabase();
        var sql = TestDatabase.sql(settings);
        sql.execute("create table users (shoe_size integer)");

        assertThat(refusal(settings.jdbcUrl(), "postgres", null)).contains("it has tables that are not Grow's");
        assertThat(sql.fetch("select shoe_size from users")).isEmpty();
        assertThat(sql.fetch("select table_name from information_schema.tables where table_schema = 'public'"))
                .hasSize(1);
    }

    @Test
    void the_text_of_settings_has_neither_url_nor_password() {
        assertThat(new DatabaseSettings("jdbc:postgresql://host/db?password=s3cret", "ada", "hunter2", 16))
                .hasToString("DatabaseSettings[user=ada, maxConnections=16]");
    }

    /** Returns the single-line message with which opening fails. */
    private static String refusal(String jdbcUrl, @Nullable String user, @Nullable String password) {
        var settings = new DatabaseSettings(jdbcUrl, user, password, 5);
        var refusal = catchThrowableOfType(
                DatabaseOpenException.class,
                () -> Database.open(settings, InstantSource.system()).close());
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).isNotBlank().doesNotContain("\n", "Exception", "null");
        return String.valueOf(refusal.getMessage());
    }

    private static boolean find(Database database) {
        return database.transactions()
                .read(stored -> stored.outreaches().find(ONE).isPresent());
    }

    private static int migrations(DatabaseSettings settings) {
        return TestDatabase.sql(settings)
                .fetchSingle("select count(*) from flyway_schema_history where success")
                .into(int.class);
    }

    private static DatabaseSettings withConnections(DatabaseSettings settings, int maxConnections) {
        return new DatabaseSettings(settings.jdbcUrl(), settings.user(), settings.password(), maxConnections);
    }
}
