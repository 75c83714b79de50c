package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.bootstrap.Postgres.Running;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database is not accessible to other users, and restarts after it was killed. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EmbeddedDatabaseIT {

    @TempDir
    Path directory;

    private Path dataDir() {
        return directory.resolve("data");
    }

    private static List<Path> openToOthers(Path dataDir) throws IOException {
        try (var paths = Files.walk(dataDir)) {
            return paths.filter(path -> !Files.isSymbolicLink(path))
                    .filter(path -> !permissions(path).endsWith("------"))
                    .toList();
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertThatNobodyLogsInWithoutThePassword(Path dataDir) {
        var url = GrowProcess.jdbcUrl(dataDir).replaceAll("\\?.*", "?");
        for (var role : List.of("postgres", "grow")) {
            assertThatThrownBy(() -> Sql.connect(url + "user=" + role))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThatThrownBy(() -> Sql.connect(url + "user=" + role + "&password=guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static void assertThatGrowIsNoSuperuserAndOwnsEverything(Path dataDir) throws SQLException {
        try (var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir, "grow", "postgres"))) {
            assertThat(sql.value("select usesuper from pg_user where usename = current_user"))
                    .isEqualTo("f");
            assertThat(sql.value("""
                    select string_agg(oid::regclass::text, ', ') from pg_class
                    where relnamespace = 'public'::regnamespace and relowner <> 'grow'::regrole""")).isNull();
            assertThatThrownBy(() -> sql.execute("copy users from program 'id'"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void other_users_can_neither_read_files_nor_log_in_with_any_umask() throws Exception {
        try (var grow = GrowProcess.serveWithoutUmask(dataDir())) {
            assertThat(grow.http().get("/api/outreaches/out_11111").status()).isEqualTo(200);
            assertThat(openToOthers(dataDir())).isEmpty();
            assertThatNobodyLogsInWithoutThePassword(dataDir());
            assertThatGrowIsNoSuperuserAndOwnsEverything(dataDir());
            try (var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir()))) {
                assertThat(sql.value("show listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(sql.value("select string_agg(distinct auth_method, ', ') from pg_hba_file_rules"))
                        .isEqualTo("scram-sha-256");
            }
            assertThat(openToOthers(dataDir())).isEmpty();
        }
    }

    /** Creates a directory as earlier versions did: with trust authentication, owned by the superuser, and with writable programs. */
    private void makeFormerDirectory() throws Exception {
        var postgres = EmbeddedPostgres.builder()
                .setDataDirectory(dataDir().resolve("postgresql"))
                .setOverrideWorkingDirectory(dataDir().resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .start();
        try (postgres;
                var grow = Running.start(postgres.getJdbcUrl("postgres", "postgres"), true, "localhost")) {
            grow.http().patch("/api/outreaches/out_11111/start_enrichment");
            try (var sql = Sql.connect(postgres.getJdbcUrl("postgres", "postgres"))) {
                sql.execute("create role intruder superuser login password 'known'");
            }
        }
        Files.createFile(dataDir().resolve("completed"));
        Files.writeString(dataDir().resolve("postgresql.log"), "");
        for (var open : List.of(
                dataDir(), dataDir().resolve("postgresql.log"), dataDir().resolve("binaries"))) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
    }

    @Test
    void a_directory_of_an_earlier_version_is_secured_and_keeps_its_data() throws Exception {
        makeFormerDirectory();
        try (var database = EmbeddedDatabase.start(dataDir())) {
            assertThat(database.fresh()).isFalse();
            assertThat(openToOthers(dataDir())).isEmpty();
            assertThatNobodyLogsInWithoutThePassword(dataDir());
            assertThatGrowIsNoSuperuserAndOwnsEverything(dataDir());
            assertThat(dataDir().resolve("binaries")).doesNotExist();
            try (var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir()))) {
                assertThat(sql.value("select rolpassword from pg_authid where rolname = 'intruder'"))
                        .isNull();
            }
        }
        try (var grow = GrowProcess.serve(dataDir())) {
            assertThat(grow.http().get("/api/outreaches/out_11111").body()).contains("enrichment");
        }
    }

    @Test
    void recreates_lost_passwords_and_login_rules() throws Exception {
        EmbeddedDatabase.start(dataDir()).close();
        Files.delete(dataDir().resolve("pgpass"));
        EmbeddedDatabase.start(dataDir()).close();
        Files.writeString(dataDir().resolve("postgresql").resolve("pg_hba.conf"), "local all all trust\n");
        EmbeddedDatabase.start(dataDir()).close();
    }

    private static Path program(Path dataDir) throws IOException {
        try (var paths = Files.walk(dataDir.resolve("server"))) {
            return paths.filter(path -> path.endsWith(Path.of("bin", "postgres")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void replaces_a_modified_program_before_running_it() throws Exception {
        EmbeddedDatabase.start(dataDir()).close();
        var program = program(dataDir());
        var content = Files.readAllBytes(program);
        Files.writeString(program, "changed", StandardOpenOption.APPEND);
        EmbeddedDatabase.start(dataDir()).close();
        assertThat(program(dataDir())).hasBinaryContent(content);
    }

    @Test
    void does_not_touch_a_directory_with_foreign_files() throws Exception {
        Files.createDirectories(dataDir());
        Files.writeString(dataDir().resolve("web-page.html"), "");
        Files.setPosixFilePermissions(dataDir(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("other files");
        assertThat(permissions(dataDir())).isEqualTo("rwxr-xr-x");
    }

    @Test
    void serves_a_path_that_is_too_long_for_a_socket() throws Exception {
        var dataDir = directory.resolve("a".repeat(100)).resolve("b".repeat(100));
        EmbeddedDatabase.start(dataDir).close();
        assertThat(dataDir.resolve("pg_service.conf")).content().contains("host=127.0.0.1");
    }

    @Test
    void does_not_stop_another_process_with_the_id_of_a_dead_server() throws Exception {
        EmbeddedDatabase.start(dataDir()).close();
        var others = directory.resolve("others");
        try (var other = EmbeddedDatabase.start(others)) {
            assertThat(other.fresh()).isTrue();
            Files.copy(
                    others.resolve("postgresql").resolve("postmaster.pid"),
                    dataDir().resolve("postgresql").resolve("postmaster.pid"));
            EmbeddedDatabase.start(dataDir()).close();
            assertThat(GrowProcess.postgres(others).isAlive()).isTrue();
            Sql.connect(GrowProcess.jdbcUrl(others)).close();
        }
    }

    @Test
    void stops_an_orphaned_server_with_a_busy_client() throws Exception {
        try (var grow = GrowProcess.serve(dataDir())) {
            grow.kill();
            try (var busy = Sql.connect(GrowProcess.jdbcUrl(dataDir()));
                    var watch = Sql.connect(GrowProcess.jdbcUrl(dataDir()))) {
                CompletableFuture.runAsync(() -> {
                    try {
                        busy.execute("select pg_sleep(3600)");
                    } catch (SQLException e) {
                        // The stopped server cancels the query.
                    }
                });
                watch.await("exists (select from pg_stat_activity where wait_event = 'PgSleep')");
                EmbeddedDatabase.start(dataDir()).close();
            }
        }
        assertThat(dataDir().resolve("postgresql.log"))
                .content()
                .contains("received fast shutdown request")
                .doesNotContain("received smart shutdown request");
    }

    @Test
    void restarts_a_killed_server_on_its_port() throws Exception {
        try (var grow = GrowProcess.serve(dataDir())) {
            var url = GrowProcess.jdbcUrl(dataDir());
            var killed = GrowProcess.postgres(dataDir());
            killed.destroyForcibly();
            killed.onExit().join();
            Http.Answer answer;
            do {
                answer = grow.http().patch("/api/outreaches/out_11111/start_enrichment");
            } while (answer.status() == 503);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(GrowProcess.jdbcUrl(dataDir())).isEqualTo(url);
            assertThat(GrowProcess.postgres(dataDir())).isNotEqualTo(killed);
        }
    }

    @Test
    void exits_with_the_reason_if_the_server_can_not_be_restarted() throws Exception {
        try (var grow = GrowProcess.serve(dataDir())) {
            var settings = dataDir().resolve("postgresql").resolve("postgresql.conf");
            Files.writeString(settings, "\nnonsense\n", StandardOpenOption.APPEND);
            GrowProcess.postgres(dataDir()).destroyForcibly();
            assertThat(grow.exitCode()).isEqualTo(1);
            assertThat(grow.lines())
                    .filteredOn(line -> line.startsWith("grow: "))
                    .singleElement()
                    .asString()
                    .contains("can't be restarted", "configuration file", "contains errors");
        }
    }
}
