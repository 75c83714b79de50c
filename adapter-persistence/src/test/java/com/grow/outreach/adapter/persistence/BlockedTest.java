package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.adapter.persistence.TestDatabase.move;
import static com.grow.outreach.adapter.persistence.TestDatabase.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120) // for a call that waits for a lock that is never released
class BlockedTest {

    private static final OutreachId BLOCKED = new OutreachId("out_1");
    private static final OutreachId FREE = new OutreachId("out_2");
    private static final OutreachId FREE_TOO = new OutreachId("out_3");
    private static final TestBook BOOK =
            new TestBook().outreach("out_1").outreach("out_2").outreach("out_3");

    @Test
    void a_permanently_locked_row_fails_only_the_calls_that_need_it() throws Exception {
        try (var database = TestDatabase.create();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            database.fill(BOOK);
            var transactions = database.transactions();
            var blocked = new ArrayList<Future<?>>();
            database.sql().transaction(lock -> {
                lock.dsl().fetch("select from outreaches where public_id = 'out_1' for update");
                for (int i = 0; i < 4 * DatabaseSettings.DEFAULT_MAX_CONNECTIONS; i++) {
                    blocked.add(threads.submit(() -> move(BLOCKED, transactions)));
                }
                awaitLockWaits(database);

                for (int i = 0; i < 100; i++) {
                    assertThat(state(BLOCKED, transactions)).isEqualTo(OutreachState.READY);
                }
                move(FREE_TOO, transactions);
                assertThat(state(FREE_TOO, transactions)).isEqualTo(OutreachState.ENRICHMENT);
                move(FREE, database.database().taskTransactions());
                assertThat(state(FREE, transactions)).isEqualTo(OutreachState.ENRICHMENT);

                for (var call : blocked) {
                    assertThatExceptionOfType(ExecutionException.class)
                            .isThrownBy(call::get)
                            .withCauseInstanceOf(StorageUnavailableException.class);
                }
            });
            move(BLOCKED, transactions);
            assertThat(state(BLOCKED, transactions)).isEqualTo(OutreachState.ENRICHMENT);
        }
    }

    @Test
    void tasks_leave_connections_to_requests() throws Exception {
        try (var database = TestDatabase.create();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            database.fill(BOOK);
            var done = new CountDownLatch(1);
            var held = new CountDownLatch(2);
            for (int i = 0; i < 2 * DatabaseSettings.DEFAULT_MAX_CONNECTIONS; i++) {
                threads.submit(() -> database.database().taskTransactions().write(stored -> {
                    stored.outreaches().find(BLOCKED);
                    held.countDown();
                    return await(done);
                }));
            }
            held.await();

            move(FREE, database.transactions());
            assertThat(database.database().feedTransactions().<Boolean>write(stored -> {
                        stored.events().sequence();
                        return true;
                    }))
                    .isTrue();
            assertThat(state(FREE, database.transactions())).isEqualTo(OutreachState.ENRICHMENT);
            done.countDown();
        }
    }

    @Test
    void isolation_level_and_timeouts_override_the_settings_of_the_database() throws Exception {
        var settings = TestPostgres.newDatabase();
        var name = settings.jdbcUrl().substring(settings.jdbcUrl().lastIndexOf('/') + 1);
        for (var setting : List.of(
                "default_transaction_isolation = 'repeatable read'",
                "statement_timeout = 1",
                "lock_timeout = 1",
                "standard_conforming_strings = off",
                "idle_session_timeout = 1")) {
            TestPostgres.execute("alter database %s set %s".formatted(name, setting));
        }
        try (var database = Database.open(settings, InstantSource.fixed(TestBook.START));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            database.bookLoader().loadIfEmpty(BOOK.build());
            var transactions = database.transactions();
            var calls = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> transactions.write(
                            stored -> stored.outreaches().lock(List.of(BLOCKED)).size())))
                    .toList();
            for (var call : calls) {
                assertThat(call.get()).isEqualTo(1);
            }
            move(BLOCKED, transactions);
            assertThat(state(BLOCKED, transactions)).isEqualTo(OutreachState.ENRICHMENT);
        }
    }

    @Test
    void a_serialization_failure_is_retried() {
        try (var database = TestDatabase.create()) {
            database.fill(BOOK);
            failing(database, 3);

            move(BLOCKED, database.transactions());

            assertThat(state(BLOCKED, database.transactions())).isEqualTo(OutreachState.ENRICHMENT);
            assertThat(database.history(BLOCKED)).hasSize(1);
            assertThat(attempts(database)).isEqualTo(4);
        }
    }

    @Test
    void a_permanent_conflict_is_retried_a_few_times_and_then_reported_as_unavailable() {
        try (var database = TestDatabase.create()) {
            database.fill(BOOK);
            failing(database, 1_000_000);

            assertThatExceptionOfType(StorageUnavailableException.class)
                    .isThrownBy(() -> move(BLOCKED, database.transactions()))
                    .withMessageContaining("conflict with a concurrent transaction");
            assertThat(attempts(database)).isBetween(2, 10);
            assertThat(database.history(BLOCKED)).isEmpty();
        }
    }

    @Test
    void a_statement_timeout_is_reported_as_unavailable_without_a_retry() {
        try (var database = TestDatabase.create()) {
            database.fill(BOOK);
            database.sql().execute("create sequence attempts");
            trigger(database, "perform nextval('attempts'); raise exception using errcode = '57014';");

            assertThatExceptionOfType(StorageUnavailableException.class)
                    .isThrownBy(() -> move(BLOCKED, database.transactions()));
            assertThat(attempts(database)).isEqualTo(1);
        }
    }

    /** Makes the first changes of outreaches fail with a serialization failure. */
    private static void failing(TestDatabase database, int times) {
        database.sql().execute("create sequence attempts");
        trigger(
                database,
                "if nextval('attempts') <= %d then raise exception using errcode = '40001'; end if;".formatted(times));
    }

    private static void trigger(TestDatabase database, String body) {
        database.sql().execute("""
                create function interfere() returns trigger language plpgsql as $$
                begin
                  %s
                  return new;
                end
                $$
                """.formatted(body));
        database.sql()
                .execute(
                        "create trigger interfere before update on outreaches for each row execute function interfere()");
    }

    private static int attempts(TestDatabase database) {
        return database.sql().fetchSingle("select last_value from attempts").into(int.class);
    }

    private static void awaitLockWaits(TestDatabase database) {
        while (database.sql()
                        .fetchSingle("select count(*) from pg_locks where not granted")
                        .into(int.class)
                < 2) {
            Thread.onSpinWait();
        }
    }

    private static boolean await(CountDownLatch done) {
        try {
            done.await();
            return true;
        } catch (InterruptedException e) {
            throw new DataAccessException("interrupted", e);
        }
    }
}
