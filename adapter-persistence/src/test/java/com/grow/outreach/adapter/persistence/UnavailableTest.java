package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.grow.outreach.adapter.persistence.background.TaskScheduler;
import com.grow.outreach.adapter.persistence.list.Thresholds;
import com.grow.outreach.adapter.persistence.transaction.Bulkhead;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.CompanyFilter;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.CompanySort;
import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.PersonFilter;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.TransitionResult.Moved;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.DataTypeException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

@Timeout(180) // for a wait for a database that never returns
class UnavailableTest {

    private static final OutreachId ONE = new OutreachId("out_1");
    private static final TestBook BOOK = new TestBook().outreach("out_1");

    @ParameterizedTest
    @CsvSource({"0, true", "16, false"})
    void a_pool_without_any_connection_means_that_the_database_is_unavailable(int total, boolean unavailable) {
        var failure = new SQLTransientConnectionException(
                "grow - Connection is not available, request timed out after 5000ms (total=%d, active=%d, idle=0, waiting=3)"
                        .formatted(total, total));

        assertThat(Database.passes(failure)).isTrue();
        assertThat(Database.isUnavailable(failure)).isEqualTo(unavailable);
    }

    @Test
    void a_server_that_stops_during_a_transaction_rolls_it_back(@TempDir Path folder) throws Exception {
        var server = start(folder, 0);
        try (var database = Database.open(
                new DatabaseSettings(
                        server.getJdbcUrl("postgres", "postgres"),
                        null,
                        null,
                        DatabaseSettings.DEFAULT_MAX_CONNECTIONS),
                InstantSource.system())) {
            database.bookLoader().loadIfEmpty(BOOK.build());
            var transactions = database.transactions();

            assertUnavailable(() -> moveAnd(transactions, () -> stop(server)));
            assertUnavailable(() -> find(transactions));

            try (var again = start(folder, server.getPort())) {
                assertThat(again.getPort()).isEqualTo(server.getPort());
                assertThat(findOnceItIsBack(transactions))
                        .map(Outreach::currentState)
                        .contains(OutreachState.READY);
                moveAnd(transactions, () -> {});
                assertThat(find(transactions)).map(Outreach::currentState).contains(OutreachState.ENRICHMENT);
            }
        }
    }

    @Test
    void the_next_call_works_after_a_connection_was_cut_during_a_transaction() {
        try (var database = TestDatabase.create()) {
            database.fill(BOOK);

            assertUnavailable(
                    () -> moveAnd(database.transactions(), () -> database.sql().execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and application_name = 'grow-outreach'
                    """)));

            assertThat(find(database.transactions()))
                    .map(Outreach::currentState)
                    .contains(OutreachState.READY);
            assertThat(database.history(ONE)).isEmpty();
        }
    }

    @Test
    void connections_to_a_former_primary_are_replaced() throws Exception {
        var settings = TestPostgres.newDatabase();
        var name = settings.jdbcUrl().substring(settings.jdbcUrl().lastIndexOf('/') + 1);
        try (var database = Database.open(withFewConnections(settings), InstantSource.system())) {
            database.bookLoader().loadIfEmpty(BOOK.build());
            var transactions = database.transactions();
            TestPostgres.execute("alter database %s set default_transaction_read_only = on".formatted(name));
            var cut = TestDatabase.sql(settings).fetchSingle("select now()").into(Instant.class);
            assertUnavailable(() -> moveAnd(
                    transactions,
                    () -> TestPostgres.execute(
                            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                                    .formatted(name))));
            // The pools fill up with read-only connections.
            while (TestDatabase.sql(settings)
                            .fetchCount(DSL.table("pg_stat_activity"), DSL.condition("""
                            datname = {0} and application_name = 'grow-outreach' and backend_start > {1}
                            """, DSL.val(name), DSL.val(cut)))
                    < DatabaseSettings.MIN_CONNECTIONS) {
                Thread.onSpinWait();
            }
            assertThat(find(transactions)).isPresent();
            // From here on, new connections reach a primary.
            TestPostgres.execute("alter database %s reset default_transaction_read_only".formatted(name));

            assertUnavailable(() -> moveAnd(transactions, () -> {}));

            moveAnd(transactions, () -> {});
            assertThat(find(transactions)).map(Outreach::currentState).contains(OutreachState.ENRICHMENT);
        }
    }

    @Test
    void a_defect_is_not_reported_as_unavailable() {
        try (var database = TestDatabase.create()) {
            database.fill(BOOK);
            database.sql().execute("drop table outreach_transitions cascade");

            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> moveAnd(database.transactions(), () -> {}));
            assertThat(find(database.transactions()))
                    .map(Outreach::currentState)
                    .contains(OutreachState.READY);
        }
    }

    @Test
    void a_failing_transaction_asks_for_a_connection_only_once() {
        var attempts = new AtomicInteger();
        var away = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                attempts.incrementAndGet();
                throw new SQLTransientConnectionException("no server");
            }
        };
        var second = new PageRequest(2, PageRequest.DEFAULT_SIZE);
        var named = new NamedQuery(null, NameSort.NEWEST_FIRST, second);
        var deep = new PageRequest(Thresholds.MEASURED.deep(), PageRequest.DEFAULT_SIZE);
        var reads = Map.<String, Function<Repositories, ?>>of(
                "companies",
                stored ->
                        stored.companies().page(new CompanyQuery(CompanyFilter.ALL, CompanySort.NEWEST_FIRST, second)),
                "people",
                stored -> stored.people().page(new PersonQuery(PersonFilter.ALL, NameSort.NEWEST_FIRST, second)),
                "sequences",
                stored -> stored.sequences().page(named),
                "users",
                stored -> stored.users().page(named),
                "outreaches far down",
                stored -> stored.outreaches()
                        .page(new OutreachQuery(OutreachFilter.ALL, OutreachSort.NEWEST_FIRST, deep)));
        var access = new JooqTransactions.Access(DSL.using(away, SQLDialect.POSTGRES), Bulkhead.unlimited());
        var transactions = new JooqTransactions(
                access,
                access,
                Duration.ofMinutes(1),
                new StorageFailures(() -> {}),
                new JooqTransactions.Commits(() -> TaskScheduler.NONE, () -> {}));
        reads.forEach((what, read) -> {
            attempts.set(0);
            assertUnavailable(() -> transactions.read(read::apply));
            assertThat(attempts).as(what).hasValue(1);
        });
        attempts.set(0);
        assertUnavailable(() -> transactions.write(stored -> stored.outreaches().lock(List.of(ONE))));
        assertThat(attempts).as("a write").hasValue(1);
    }

    static List<Throwable> failuresOfConnections() {
        var cut = new PSQLException("This connection has been closed.", PSQLState.CONNECTION_DOES_NOT_EXIST);
        return List.of(
                new DataAccessException("SQL", cut),
                new DataTypeException("an array can't be bound", new IllegalStateException(cut)),
                new IllegalStateException("in a callback", new DataAccessException("SQL", cut)),
                new DataAccessException("SQL", new SQLException("Connection is closed")),
                new DataAccessException("SQL", new SQLRecoverableException("broken", "08006")),
                new DataAccessException("SQL", new SocketException("Broken pipe")),
                new DataAccessException("SQL", new SQLException("an I/O error", new EOFException())),
                new DataAccessException("SQL", new SQLException("HikariDataSource (grow) has been closed.")),
                new DataAccessException("SQL", new SQLException("waiting", new InterruptedException())));
    }

    @ParameterizedTest
    @MethodSource("failuresOfConnections")
    void a_wrapped_connection_failure_is_reported_as_unavailable(RuntimeException failure) {
        assertUnavailable(() -> new StorageFailures(() -> {}).translate(() -> {
            throw failure;
        }));
    }

    @Test
    void an_array_lost_with_the_connection_is_reported_as_unavailable() {
        assertUnavailable(
                () -> new StorageFailures(() -> {}).translate(() -> StorageFailures.requireArray((String[]) null)));
    }

    @Test
    void an_unreadable_file_is_not_a_failure_of_the_database() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new StorageFailures(() -> {}).translate(() -> {
                    throw new UncheckedIOException(new IOException("No such file"));
                }));
    }

    private static DatabaseSettings withFewConnections(DatabaseSettings settings) {
        return new DatabaseSettings(
                settings.jdbcUrl(), settings.user(), settings.password(), DatabaseSettings.MIN_CONNECTIONS);
    }

    private static EmbeddedPostgres start(Path folder, int port) throws IOException {
        var server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setDataDirectory(folder)
                .setCleanDataDirectory(false);
        return port == 0 ? server.start() : server.setPort(port).start();
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the outreach and runs an action between the lock and the move. */
    private static void moveAnd(Transactions transactions, Runnable happening) {
        transactions.write(stored -> {
            var outreach = Optional.ofNullable(
                            stored.outreaches().lock(List.of(ONE)).get(ONE))
                    .orElseThrow();
            happening.run();
            stored.outreaches().saveMoved(List.of((Moved)
                    outreach.transitionTo(OutreachState.ENRICHMENT, Circumstances.at(TestBook.START))));
            return true;
        });
    }

    private static Optional<Outreach> findOnceItIsBack(Transactions transactions) {
        while (true) {
            try {
                return find(transactions);
            } catch (StorageUnavailableException e) {
                // The pool retries within some seconds.
            }
        }
    }

    private static Optional<Outreach> find(Transactions transactions) {
        return transactions.read(stored -> stored.outreaches().find(ONE));
    }

    private static void assertUnavailable(Runnable call) {
        assertThatExceptionOfType(StorageUnavailableException.class).isThrownBy(call::run);
    }
}
