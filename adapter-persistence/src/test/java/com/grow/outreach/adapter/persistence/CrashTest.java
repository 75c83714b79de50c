package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.adapter.persistence.repository.JooqOutreachRepository;
import com.grow.outreach.application.port.out.OutreachRepository;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.UserId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A crash of PostgreSQL, on a separate server. */
@Timeout(180) // for a wait that never ends; no test sleeps
class CrashTest {

    private static final int WRITERS = 16;
    private static final int WRITES = 600;
    private static final int OUTREACHES = 300;
    private static final int SEQUENCES = 3;

    @TempDir
    Path directory;

    private final Logger logger = Logger.getLogger("");
    private final CountDownLatch writes = new CountDownLatch(WRITES);
    private final AtomicBoolean killed = new AtomicBoolean();

    @Test
    void totals_and_histories_are_exact_after_postgresql_is_killed_during_writes_and_folds() throws Exception {
        var levelBefore = logger.getLevel();
        logger.setLevel(Level.OFF);
        try (var postgres = postgres()) {
            writeUntilItDies(settings(postgres));
        }
        try (var postgres = postgres();
                var database = Database.open(settings(postgres), InstantSource.system())) {
            var sql = TestDatabase.sql(settings(postgres));
            assertTotalsAreExact(database, sql);
            sql.execute("select fold_outreach_counts()");
            assertTotalsAreExact(database, sql);
            assertHistoriesEndInTheCurrentState(sql);
            assertEventsTellAllMovesWithoutAGap(sql);
        } finally {
            logger.setLevel(levelBefore);
        }
    }

    private EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    private static DatabaseSettings settings(EmbeddedPostgres postgres) {
        return new DatabaseSettings(
                postgres.getJdbcUrl("postgres", "postgres"),
                "postgres",
                null,
                DatabaseSettings.DEFAULT_MAX_CONNECTIONS);
    }

    /** All threads write until a write fails, which may happen only after PostgreSQL was killed. */
    private void writeUntilItDies(DatabaseSettings settings) throws Exception {
        try (var database = Database.open(settings, InstantSource.system())) {
            database.bookLoader().loadIfEmpty(book().build());
        }
        // Without the pool, which would wait for the server to return.
        var sql = TestDatabase.sql(settings);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<?>>();
            for (int i = 0; i < WRITERS; i++) {
                var writer = new Writer(i, sql);
                calls.add(threads.submit(() -> untilItDies(() -> {
                    writer.write();
                    writes.countDown();
                })));
            }
            calls.add(threads.submit(() -> untilItDies(() -> sql.execute("select fold_outreach_counts()"))));
            calls.add(threads.submit(() -> untilItDies(() -> sql.execute("select sequence_events()"))));
            threads.submit(() -> {
                writes.await();
                kill();
                return null;
            });
            for (var each : calls) {
                each.get();
            }
        }
    }

    private void untilItDies(Runnable work) {
        try {
            while (true) {
                work.run();
            }
        } catch (RuntimeException e) {
            if (!killed.get()) {
                // Releases the other threads if the crash doesn't happen.
                IntStream.range(0, WRITES).forEach(each -> writes.countDown());
                throw e;
            }
        }
    }

    private void kill() throws IOException {
        var pidFile = Files.readAllLines(directory.resolve("data").resolve("postmaster.pid"));
        var server = ProcessHandle.of(Long.parseLong(pidFile.getFirst())).orElseThrow();
        var processes = Stream.concat(Stream.of(server), server.children()).toList();
        killed.set(true);
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    private static TestBook book() {
        var book = new TestBook();
        for (int i = 0; i < SEQUENCES; i++) {
            book.sequence("seq_" + i, "Sequence " + i);
        }
        for (int i = 0; i < 12; i++) {
            book.company("com_" + i, "Company " + i, i % 4 == 0 ? null : "usr_" + i % 4)
                    .person("per_" + i, "com_" + i);
        }
        for (int i = 0; i < OUTREACHES; i++) {
            book.outreach(
                    "out_" + i,
                    "per_" + i % 12,
                    Channel.values()[i % 3],
                    OutreachState.NEW,
                    i % 4 == 0 ? null : "seq_" + i % SEQUENCES);
        }
        return book;
    }

    /** Opens, moves, assigns and deletes outreaches. */
    private static final class Writer {

        private final Random random;
        private final DSLContext sql;
        private final String prefix;
        private int opened;

        Writer(int number, DSLContext sql) {
            this.random = new Random(number);
            this.sql = sql;
            this.prefix = "out_%d_".formatted(number);
        }

        void write() {
            switch (random.nextInt(5)) {
                case 0 -> open();
                case 1 -> delete();
                case 2 -> assign();
                default -> move();
            }
        }

        private void open() {
            sql.execute("""
                    insert into outreaches (public_id, person_id, company_id, owner_id, created_at, channel)
                    select '%s' || n, people.id, company_id, owner_id, timestamptz '2026-03-02' + n * interval '5 h', 'phone'
                    from people join companies on companies.id = company_id, generate_series(%d, %d) as n
                    where people.public_id = 'per_%d'
                    """.formatted(prefix, opened, opened + 2, random.nextInt(12)));
            opened += 3;
        }

        /** Deletes an outreach without a history, which it locks first. */
        private void delete() {
            var id = some().getFirst().value();
            sql.transaction(transaction -> {
                transaction.dsl().execute("select from outreaches where public_id = ? for update", id);
                transaction.dsl().execute("""
                        delete from outreaches
                        where public_id = ? and not exists (select from outreach_transitions where outreach_id = id)
                        """, id);
            });
        }

        private void assign() {
            var sequence = new SequenceId("seq_" + random.nextInt(SEQUENCES));
            change((stored, locked) -> stored.saveAssigned(
                    locked.stream()
                            .map(outreach -> outreach.assignedTo(sequence))
                            .toList(),
                    Cause.UNKNOWN));
        }

        private void move() {
            change((stored, locked) ->
                    stored.saveMoved(locked.stream().map(this::moved).toList()));
        }

        private Moved moved(Outreach outreach) {
            var allowed = List.copyOf(outreach.allowedTransitions());
            return (Moved) outreach.transitionTo(
                    allowed.get(random.nextInt(allowed.size())), Circumstances.at(TestBook.START));
        }

        private void change(BiConsumer<OutreachRepository, Collection<Outreach>> change) {
            sql.transaction(transaction -> {
                var stored = new JooqOutreachRepository(transaction.dsl(), VisibleRows.ALL);
                change.accept(stored, stored.lock(some()).values());
            });
        }

        /** Returns a random outreach of the initial ones and of its own. */
        private List<OutreachId> some() {
            return IntStream.rangeClosed(0, random.nextInt(8))
                    .mapToObj(i -> opened > 0 && random.nextInt(3) == 0
                            ? prefix + random.nextInt(opened)
                            : "out_" + random.nextInt(OUTREACHES))
                    .map(OutreachId::new)
                    .toList();
        }
    }

    /** Compares the totals for each owner, sequence, state and channel, and for all combinations. */
    private static void assertTotalsAreExact(Database database, DSLContext sql) {
        var counted = sql.fetch("""
                select u.public_id, s.public_id, o.current_state::text, o.channel::text, count(*)
                from outreaches o
                left join users u on u.id = o.owner_id
                left join sequences s on s.id = o.sequence_id
                group by cube (u.public_id, s.public_id, o.current_state, o.channel)
                having (grouping(u.public_id) = 1 or u.public_id is not null)
                  and (grouping(s.public_id) = 1 or s.public_id is not null)
                """);
        assertThat(counted).hasSizeGreaterThan(100).allSatisfy(row -> {
            var filter = new OutreachFilter(
                    given(row, 3) ? Channel.parse(row.get(3, String.class)).orElseThrow() : null,
                    null,
                    null,
                    given(row, 1) ? new SequenceId(row.get(1, String.class)) : null,
                    given(row, 2)
                            ? OutreachState.parse(row.get(2, String.class)).orElseThrow()
                            : null,
                    given(row, 0) ? new UserId(row.get(0, String.class)) : null);
            assertThat(total(database, filter)).as("total of %s", filter).isEqualTo(row.get(4, Long.class));
        });
    }

    private static boolean given(Record row, int column) {
        return row.get(column) != null;
    }

    private static long total(Database database, OutreachFilter filter) {
        var query = new OutreachQuery(filter, OutreachSort.NEWEST_FIRST, new PageRequest(1, 1));
        return database.transactions()
                .<Long>read(stored -> stored.outreaches().page(query).totalCount());
    }

    private static void assertHistoriesEndInTheCurrentState(DSLContext sql) {
        assertThat(sql.fetch("""
                        select o.public_id, o.current_state, o.last_sort_key, last.to_state, last.sort_key
                        from outreaches o left join lateral (
                          select to_state, sort_key from outreach_transitions t where t.outreach_id = o.id
                          order by sort_key desc limit 1
                        ) last on true
                        where (o.current_state, o.last_sort_key)
                          is distinct from (coalesce(last.to_state, 'new'), coalesce(last.sort_key, 0))
                        """)).isEmpty();
        assertThat(sql.fetchSingle("select count(*) from outreach_transitions").into(int.class))
                .isPositive();
    }

    private static void assertEventsTellAllMovesWithoutAGap(DSLContext sql) {
        sql.execute("select sequence_events()");
        assertThat(sql.fetchSingle("""
                        select min(position) = 1 and not exists (
                            select from (
                              select position, lead(position) over (order by position) as next from events
                            ) pairs
                            where next <> position + 1
                              and not exists (select from event_feed_gaps where after_position = position)
                          )
                          and count(*) filter (where type = 'transitioned') = (select count(*) from outreach_transitions)
                        from events
                        """).into(boolean.class)).isTrue();
    }
}
