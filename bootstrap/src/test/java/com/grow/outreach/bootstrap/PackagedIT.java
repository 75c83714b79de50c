package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged application: its process, its data directory, its signals. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PackagedIT {

    private static final String READY = """
            {"id":"out_11111","channel":"email","person_id":"per_22222","sequence_id":"seq_33333","current_state":"ready"}""";
    private static final String START = "/api/outreaches/out_11111/start_enrichment";

    /** A data directory with the demo data, which each test copies. */
    @TempDir
    static Path fresh;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeDemoData() {
        GrowProcess.serve(fresh).close();
    }

    private Path dataDir() throws IOException {
        var copy = directory.resolve("data");
        try (var paths = Files.walk(fresh)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, copy.resolve(fresh.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Files.delete(copy.resolve("postgresql.log"));
        return copy;
    }

    @Test
    void serves_the_demo_data_on_a_durable_postgresql() throws Exception {
        var dataDir = dataDir();
        try (var grow = GrowProcess.serve(dataDir);
                var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
            grow.http().get("/api/outreaches/out_11111").isOk(READY);
            assertThat(sql.value("show fsync")).isEqualTo("on");
            assertThat(sql.value("show full_page_writes")).isEqualTo("on");
            assertThat(sql.value("show synchronous_commit")).isEqualTo("on");
            assertThatASecondProcessIsRefused(dataDir);
            grow.http().patch(START).isOk("{\"id\":\"out_11111\",\"current_state\":\"enrichment\"}");
        }
    }

    private static void assertThatASecondProcessIsRefused(Path dataDir) {
        try (var second = GrowProcess.run("serve", "--port", "0", "--data-dir", dataDir.toString())) {
            FailedStart.of(second).saysInOneLine(dataDir.toString(), "in use", "--data-dir");
        }
    }

    @Test
    void acknowledged_writes_survive_a_kill_of_the_process_and_of_its_database() throws Exception {
        var dataDir = dataDir();
        try (var grow = GrowProcess.serve(dataDir)) {
            assertThat(grow.http().patch(START).status()).isEqualTo(200);
            grow.kill();
        }
        try (var grow = GrowProcess.serve(dataDir)) {
            grow.http().get("/api/outreaches/out_11111").isOk(READY.replace("ready", "enrichment"));
            grow.http().json("/api/outreaches/out_11111", "{\"sequence_id\":null}");
            var postgres = GrowProcess.postgres(dataDir);
            var workers = postgres.children().toList();
            grow.kill();
            postgres.destroyForcibly();
            Stream.concat(Stream.of(postgres), workers.stream())
                    .forEach(process -> process.onExit().join());
        }
        try (var grow = GrowProcess.serve(dataDir)) {
            grow.http()
                    .get("/api/outreaches/out_11111")
                    .isOk(READY.replace("ready", "enrichment").replace("\"seq_33333\"", "null"));
        }
    }

    @Test
    void sigterm_completes_running_requests_and_shuts_down_the_database() throws Exception {
        var dataDir = dataDir();
        try (var grow = GrowProcess.serve(dataDir);
                var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
            var http = grow.http();
            sql.connection().setAutoCommit(false);
            sql.execute("select from outreaches where public_id = 'out_11111' for update");
            var inFlight = CompletableFuture.supplyAsync(() -> http.patch(START));
            sql.await("exists (select from pg_locks where not granted)");
            grow.terminate();
            awaitNobodyListens(http.port());
            sql.connection().commit();
            inFlight.join().isOk("{\"id\":\"out_11111\",\"current_state\":\"enrichment\"}");
            assertThat(grow.exitCode()).isEqualTo(128 + 15);
        }
        assertThat(Files.readString(dataDir.resolve("postgresql.log"))).contains("database system is shut down");
        assertThat(dataDir.resolve("postgresql").resolve("postmaster.pid")).doesNotExist();
    }

    private static void awaitNobodyListens(int port) {
        try {
            while (!Thread.interrupted()) {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
            }
            throw new AssertionError("somebody listened until the test was over");
        } catch (IOException refused) {
            assertThat(refused).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void an_empty_database_stays_empty() {
        try (var grow = GrowProcess.serve(directory, "--empty")) {
            assertThat(grow.http().get("/api/outreaches").totalCount()).isZero();
        }
        try (var grow = GrowProcess.serve(directory)) {
            assertThat(grow.http().get("/api/outreaches").totalCount()).isZero();
        }
    }

    @Test
    void reports_a_port_in_use_before_creating_anything() throws Exception {
        var dataDir = directory.resolve("data");
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = Integer.toString(taken.getLocalPort());
            try (var grow = GrowProcess.run("serve", "--port", port, "--data-dir", dataDir.toString())) {
                FailedStart.of(grow).saysInOneLine(port, "--port");
            }
        }
        assertThat(dataDir).doesNotExist();
    }

    @Test
    void reports_an_unwritable_data_directory() throws Exception {
        var file = Files.createFile(directory.resolve("file"));
        try (var grow = GrowProcess.run("serve", "--port", "0", "--data-dir", file.toString())) {
            FailedStart.of(grow).saysInOneLine(file.toString());
        }
    }

    @Test
    void reports_an_unreachable_database_without_the_password() throws Exception {
        int nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        for (var url : new String[] {
            "postgresql://grow:s3cret@localhost:" + nobody + "/grow",
            "jdbc:postgresql://localhost:" + nobody + "/grow?user=grow&password=s3cret"
        }) {
            try (var grow = GrowProcess.run("serve", "--port", "0", "--database-url", url)) {
                FailedStart.of(grow).saysInOneLine("database").doesNotSay("s3cret");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    70001 | serve              | 70001
                    70001 | serve --port 70002 | 70002
                    """)
    void a_flag_overrides_a_variable(String port, String words, String detail) {
        try (var grow = GrowProcess.run(Map.of("PORT", port), words.split(" "))) {
            FailedStart.of(grow).saysInOneLine(detail);
        }
    }
}
