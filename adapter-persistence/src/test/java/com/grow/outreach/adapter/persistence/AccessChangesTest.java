package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.access.AccessChanges;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.Caller;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes on one database. One notices the changes of access that the other one makes. */
@Timeout(60) // for changes that are never noticed
class AccessChangesTest {

    private static final InstantSource CLOCK = InstantSource.fixed(TestBook.START);

    private final DatabaseSettings settings = TestPostgres.newDatabase();

    @AutoClose
    private final Database noticing = open();

    @AutoClose
    private final Database changing = open();

    private final AccessChanges changes = noticing.accessChanges();

    private Database open() {
        try {
            return Database.open(settings, CLOCK);
        } catch (DatabaseOpenException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void listen() {
        awaitVersion();
    }

    private long awaitVersion() {
        var version = changes.version();
        while (version.isEmpty()) {
            Thread.onSpinWait();
            version = changes.version();
        }
        return version.getAsLong();
    }

    private static void change(Database database, Id subject) {
        database.transactions().write(stored -> {
            stored.audit().record(AuditEntry.of(TestBook.START, Author.of(Caller.ANONYMOUS), "user.updated", subject));
            return subject;
        });
    }

    @Test
    void a_change_is_noticed_before_it_returns() {
        for (int i = 0; i < 100; i++) {
            long before = awaitVersion();
            change(i % 2 == 0 ? changing : noticing, new UserId("usr_" + i));
            assertThat(changes.version()).isNotEqualTo(OptionalLong.of(before));
        }
    }

    @Test
    void concurrent_changes_are_noticed_before_they_return() throws Exception {
        int threads = 8;
        var ready = new CountDownLatch(threads);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var all = IntStream.range(0, threads)
                    .mapToObj(thread -> pool.submit(() -> {
                        ready.countDown();
                        ready.await();
                        for (int i = 0; i < 25; i++) {
                            long before = awaitVersion();
                            change(thread % 2 == 0 ? changing : noticing, new UserId("usr_" + thread));
                            assertThat(changes.version()).isNotEqualTo(OptionalLong.of(before));
                        }
                        return thread;
                    }))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }
    }

    @Test
    void changes_of_other_records_are_no_changes_of_access() {
        long before = awaitVersion();
        change(changing, new CompanyId("com_1"));
        assertThat(changes.version()).hasValue(before);
    }

    @Test
    void a_lost_connection_is_noticed() {
        long before = awaitVersion();
        TestDatabase.sql(settings).execute("""
                        select pg_terminate_backend(pid) from pg_locks
                        where locktype = 'advisory' and mode = 'ShareLock' and granted
                          and database = (select oid from pg_database where datname = current_database())
                        """);
        while (changes.version().equals(OptionalLong.of(before))) {
            Thread.onSpinWait();
        }
        assertThat(awaitVersion()).isGreaterThan(before);
    }

    @Test
    void a_process_that_hangs_does_not_block_changes() {
        TestDatabase.sql(settings).transaction(hanging -> {
            hanging.dsl().execute("select pg_advisory_xact_lock_shared(hashtext('grow_access'))");
            change(changing, new UserId("usr_1"));
        });
        assertThat(TestDatabase.sql(settings)
                        .fetchSingle("select count(*) from audit_log")
                        .get(0))
                .isEqualTo(1L);
    }

    @Test
    void nothing_is_noticed_after_the_database_is_closed() {
        noticing.close();
        assertThat(changes.version()).isEmpty();
    }
}
