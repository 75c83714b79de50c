package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.adapter.persistence.TestDatabase.move;
import static com.grow.outreach.adapter.persistence.TestDatabase.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.grow.outreach.adapter.contacts.BundledContactStandards;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.port.in.imports.ImportFiles;
import com.grow.outreach.application.port.out.InMemorySorter;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.TestFile;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.service.imports.ImportServices;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.contact.ContactFormats;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PgBouncer between Grow and PostgreSQL, in transaction mode with few connections. */
@Timeout(120) // for a pooler that never listens, or a task that never runs
class PgBouncerTest {

    private static final ContactFormats FORMATS = new ContactFormats(new BundledContactStandards());

    private static final OutreachId ONE = new OutreachId("out_1");
    private static final OutreachId TWO = new OutreachId("out_2");
    private static final TestBook BOOK = new TestBook().outreach("out_1").outreach("out_2");

    private final DatabaseSettings direct = TestPostgres.newDatabase();
    private DatabaseSettings pooled = direct;
    private Optional<Process> pooler = Optional.empty();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        start("");
    }

    private void start(String more) throws IOException {
        var program = Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
        assumeTrue(program.isPresent(), "PgBouncer isn't installed");
        var server = URI.create(direct.jdbcUrl().substring("jdbc:".length()));
        int port = freePort();
        var configuration = folder.resolve("pgbouncer.ini");
        Files.writeString(configuration, """
                [databases]
                * = host=127.0.0.1 port=%d user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = 4
                %s
                """.formatted(server.getPort(), port, more));
        var command = new ArrayList<>(List.of(program.orElseThrow(), "-q", configuration.toString()));
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root.
            command.addAll(1, List.of("-u", "nobody"));
        }
        pooler = Optional.of(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start());
        awaitListening(port);
        pooled = new DatabaseSettings(
                "jdbc:postgresql://127.0.0.1:%d%s".formatted(port, server.getPath()),
                "grow",
                null,
                DatabaseSettings.DEFAULT_MAX_CONNECTIONS);
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static void awaitListening(int port) {
        while (true) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
    }

    @AfterEach
    void stop() {
        pooler.ifPresent(process -> process.destroyForcibly().onExit().join());
    }

    @Test
    void works_with_a_pooler_in_transaction_mode() throws Exception {
        for (int opened = 0; opened < 2; opened++) {
            Database.open(pooled, InstantSource.system()).close();
        }
        try (var database = Database.open(pooled, InstantSource.fixed(TestBook.START));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            database.bookLoader().loadIfEmpty(BOOK.build());
            assertThat(database.accessChanges().version())
                    .as("announcements through the pooler")
                    .isEmpty();
            var ran = new CountDownLatch(1);
            database.run(Map.of(TaskKind.JOB, id -> {
                ran.countDown();
                return Optional.empty();
            }));
            database.transactions().<Boolean>write(stored -> {
                stored.tasks().schedule(TaskKind.JOB, List.of("job_1"), Instant.EPOCH);
                return true;
            });
            ran.await();
            var calls = new ArrayList<Future<?>>();
            for (int i = 0; i < 20; i++) {
                calls.add(threads.submit(() -> lock(ONE, database.taskTransactions())));
                calls.add(threads.submit(() -> state(ONE, database.transactions())));
            }
            for (var call : calls) {
                call.get();
            }
            move(ONE, database.transactions());
            assertThat(state(ONE, database.transactions())).isEqualTo(OutreachState.ENRICHMENT);

            var imports = ImportServices.files(
                    database.taskTransactions(), InstantSource.system(), new Random(1), FORMATS, new InMemorySorter());
            for (boolean dryRun : new boolean[] {true, false}) {
                var run = imports.run(new ImportFiles.Request(
                        List.of(TestFile.of(ImportKind.COMPANIES, "id|name", "com_1|Acme", "com_new|Beta")),
                        null,
                        dryRun));
                assertThat(run.status()).isEqualTo(ImportRun.Status.COMPLETED);
            }
            assertThat(database.bookReader().<List<String>>read(book -> {
                        var names = new ArrayList<String>();
                        book.companies()
                                .forEach(company -> names.add(company.value().name()));
                        return names;
                    }))
                    .contains("Acme", "Beta");
            var claims = new ArrayList<String>();
            database.auditor().audit(1, finding -> claims.add(finding.claim()));
            assertThat(claims).isNotEmpty();
        }
        assertThat(TestDatabase.sql(pooled).fetchSingle("show lock_timeout").get(0))
                .as("what is left behind for others")
                .isEqualTo("0");
    }

    @Test
    void timeouts_apply_although_the_pooler_drops_the_settings_of_connections() throws Exception {
        stop();
        start("ignore_startup_parameters = options");
        TestPostgres.execute("alter database %s set default_transaction_isolation = 'repeatable read'"
                .formatted(direct.jdbcUrl().substring(direct.jdbcUrl().lastIndexOf('/') + 1)));
        try (var database = Database.open(pooled, InstantSource.fixed(TestBook.START))) {
            database.bookLoader().loadIfEmpty(BOOK.build());
            TestDatabase.sql(direct).transaction(foreign -> {
                foreign.dsl().fetch("select from outreaches where public_id = 'out_1' for update");

                assertThatExceptionOfType(StorageUnavailableException.class)
                        .isThrownBy(() -> move(ONE, database.transactions()))
                        .withMessageContaining("lock timeout");
                move(TWO, database.transactions());
            });
            assertThat(state(TWO, database.transactions())).isEqualTo(OutreachState.ENRICHMENT);
        }
    }

    private static int lock(OutreachId id, Transactions transactions) {
        return transactions.write(
                stored -> stored.outreaches().lock(List.of(id)).size());
    }
}
