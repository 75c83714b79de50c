package com.grow.outreach.adapter.persistence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.persistence.background.Sweeper;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.event.FollowEvents.Next;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.retention.Retention;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.application.service.event.EventFeed;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.Event.Change;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.EventType;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.WebhookId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The events that the database records, and their order. */
@Timeout(60) // for a wait that never ends; no test sleeps
class EventsTest {

    private static final int WRITERS = 16;
    private static final int WRITES = 60;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final EventPosition START = new EventPosition(0);

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @AutoClose
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private static List<Event> sequenced() {
        DATABASE.sql().execute("select sequence_events()");
        return DATABASE.transactions().read(stored -> stored.events().after(START, Integer.MAX_VALUE));
    }

    private static List<String> ids(List<Event> events) {
        return events.stream()
                .map(event -> requireNonNull(event.outreachId()).value())
                .toList();
    }

    @Test
    void all_followers_see_the_events_of_concurrent_writers_in_the_same_order_without_gaps() throws Exception {
        var ids =
                IntStream.range(0, 40).mapToObj(i -> new OutreachId("out_" + i)).toList();
        var book = new TestBook().sequence("seq_1", "Welcome").sequence("seq_2", "Farewell");
        ids.forEach(id -> book.outreach(id.value(), OutreachState.NEW));
        DATABASE.fill(book);
        // Like several processes.
        try (var one = EventFeed.start(DATABASE.transactions(), System::nanoTime);
                var two = EventFeed.start(DATABASE.transactions(), System::nanoTime);
                var three = EventFeed.start(DATABASE.transactions(), System::nanoTime)) {
            var writers = new ArrayList<Future<?>>();
            for (int i = 0; i < WRITERS; i++) {
                var random = new Random(i);
                writers.add(threads.submit(() -> write(ids, random)));
            }
            var readers = threads.submit(() -> follow(one, START, "out_end"));
            var others = threads.submit(() -> follow(two, START, "out_end"));
            for (var writer : writers) {
                writer.get();
            }
            DATABASE.sql().execute("""
                    insert into outreaches (public_id, person_id, company_id, created_at, channel)
                    select 'out_end', id, company_id, now(), 'phone' from people limit 1
                    """);

            var seen = readers.get();

            assertThat(others.get()).isEqualTo(seen);
            assertThat(follow(three, START, "out_end")).isEqualTo(seen);
            assertThat(follow(one, new EventPosition(7), "out_end")).isEqualTo(seen.subList(7, seen.size()));
            assertThat(seen.stream().map(event -> event.position().value()))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, seen.size()).boxed().toList());
            assertThat(seen).hasSizeGreaterThan(WRITERS * WRITES);
            assertThat(seen.subList(0, seen.size() - 1).stream().collect(groupingBy(Event::outreachId)))
                    .hasSize(ids.size())
                    .allSatisfy(EventsTest::assertFormsAChain);
        }
    }

    /** Moves, batches and assignments, some of them in one transaction with others. */
    private static void write(List<OutreachId> ids, Random random) {
        for (int i = 0; i < WRITES; i++) {
            DATABASE.transactions().write(stored -> {
                var batch = new ArrayList<>(ids);
                Collections.shuffle(batch, random);
                var locked = stored.outreaches()
                        .lock(batch.subList(0, 1 + random.nextInt(8)))
                        .values();
                stored.outreaches()
                        .saveMoved(locked.stream()
                                .map(outreach -> {
                                    var allowed = List.copyOf(outreach.allowedTransitions());
                                    return (Moved) outreach.transitionTo(
                                            allowed.get(random.nextInt(allowed.size())),
                                            Circumstances.at(TestBook.START));
                                })
                                .toList());
                var sequence = new SequenceId("seq_" + (1 + random.nextInt(2)));
                stored.outreaches()
                        .saveAssigned(
                                locked.stream()
                                        .map(outreach -> outreach.assignedTo(sequence))
                                        .toList(),
                                Cause.UNKNOWN);
                return true;
            });
        }
    }

    /**
     * Asserts that each event starts with the state in which the previous one ended, and the last one ends in the
     * stored state.
     */
    private static void assertFormsAChain(OutreachId id, List<Event> events) {
        var state = OutreachState.NEW;
        SequenceId sequence = null;
        for (var event : events) {
            switch (event.change()) {
                case Change.Transitioned(var from, var to) -> {
                    assertThat(from).isEqualTo(state);
                    state = to;
                }
                case Change.Assigned(var from, var to) -> {
                    assertThat(from).isEqualTo(sequence);
                    sequence = to;
                }
                default -> throw new AssertionError(event);
            }
        }
        var stored = DATABASE.transactions()
                .read(repositories -> repositories.outreaches().find(id).orElseThrow());
        assertThat(stored.currentState()).isEqualTo(state);
        assertThat(stored.sequenceId().orElse(null)).isEqualTo(sequence);
        assertThat(events.stream().filter(event -> event.change() instanceof Change.Transitioned))
                .hasSize(DATABASE.history(id).size());
    }

    /** Returns the events after a position up to the one of an outreach. */
    private static List<Event> follow(EventFeed feed, EventPosition start, String last) throws Exception {
        var seen = new ArrayList<Event>();
        for (var position = start; seen.isEmpty() || !ids(seen).getLast().equals(last); ) {
            seen.addAll(((Next.Events) feed.next(position, LONG)).events());
            position = seen.getLast().position();
        }
        return seen;
    }

    @Test
    void events_of_a_transaction_that_commits_late_are_not_lost() {
        DATABASE.fill(new TestBook().outreach("out_1").outreach("out_2").outreach("out_3"));
        DATABASE.sql().transaction(late -> {
            delete(late.dsl(), "out_1");
            delete(DATABASE.sql(), "out_2");
            assertThat(ids(sequenced())).containsExactly("out_2");
        });
        delete(DATABASE.sql(), "out_3");

        assertThat(ids(sequenced())).containsExactly("out_2", "out_1", "out_3");
    }

    @Test
    void events_of_a_transaction_are_adjacent_and_in_commit_order() {
        DATABASE.fill(new TestBook().outreach("out_1").outreach("out_2").outreach("out_3"));
        DATABASE.sql().transaction(late -> {
            delete(late.dsl(), "out_1");
            delete(DATABASE.sql(), "out_2");
            delete(late.dsl(), "out_3");
        });

        assertThat(ids(sequenced())).containsExactly("out_2", "out_1", "out_3");
    }

    @Test
    void one_of_several_callers_assigns_positions_and_the_others_do_not_wait() {
        DATABASE.fill(new TestBook().outreach("out_1").outreach("out_2"));
        delete(DATABASE.sql(), "out_1");
        DATABASE.sql().transaction(first -> {
            assertThat(given(first.dsl())).isEqualTo(1);
            delete(DATABASE.sql(), "out_2");
            assertThat(given(DATABASE.sql())).isZero();
        });

        assertThat(given(DATABASE.sql())).isEqualTo(1);
        assertThat(ids(sequenced())).containsExactly("out_1", "out_2");
    }

    private static int given(DSLContext sql) {
        return sql.fetchSingle("select sequence_events()").into(int.class);
    }

    @Test
    void changes_by_plain_sql_record_events() {
        DATABASE.fill(new TestBook()
                .sequence("seq_2", "Farewell")
                .outreach("out_1", "per_1", Channel.EMAIL, OutreachState.READY, "seq_1"));
        DATABASE.sql().execute("""
                insert into outreaches (public_id, person_id, company_id, created_at, channel)
                select 'out_2', id, company_id, timestamptz '2026-03-02 09:00Z', 'phone' from people
                """);
        DATABASE.sql()
                .execute("update outreaches set sequence_id = (select id from sequences where public_id = 'seq_2')");
        DATABASE.sql().execute("update outreaches set current_state = current_state, channel = 'linkedin'");
        delete(DATABASE.sql(), "out_2");

        assertThat(sequenced())
                .extracting(Event::change)
                .containsExactly(
                        new Change.Created(OutreachState.NEW),
                        new Change.Assigned(new SequenceId("seq_1"), new SequenceId("seq_2")),
                        new Change.Assigned(null, new SequenceId("seq_2")),
                        new Change.Deleted(OutreachState.NEW));
        assertThat(sequenced().getFirst().at()).isEqualTo(TestBook.START);
    }

    @Test
    void a_transaction_in_bulk_mode_records_bulk_changes_instead_of_single_ones() {
        DATABASE.fill(
                new TestBook().sequence("seq_1", "Welcome").outreach("out_1").outreach("out_2"));
        DATABASE.sql().transaction(transaction -> {
            transaction.dsl().execute("set local grow.bulk = 'on'");
            transaction.dsl().execute("update outreaches set sequence_id = (select id from sequences)");
            transaction.dsl().execute("""
                    insert into outreach_transitions (outreach_id, sort_key, from_state, to_state, created_at)
                    select id, 10, 'ready', 'enrichment', now() from outreaches where public_id = 'out_1'
                    """);
            transaction.dsl().execute("""
                    insert into outreaches (public_id, person_id, company_id, created_at, channel)
                    select 'out_3', id, company_id, now(), 'phone' from people
                    """);
        });
        assertThat(sequenced())
                .extracting(Event::change)
                .containsExactly(bulk(new OutreachId("out_1"), new OutreachId("out_2")), bulk(new OutreachId("out_3")));

        delete(DATABASE.sql(), "out_3");
        assertThat(sequenced().getLast().recordId()).isEqualTo(new OutreachId("out_3"));
    }

    private static Change bulk(OutreachId... ids) {
        return new Change.BulkChanged(EventType.OUTREACH_BULK_CHANGED, List.of(ids));
    }

    private static void delete(DSLContext sql, String id) {
        assertThat(sql.execute("delete from outreaches where public_id = ?", id))
                .isEqualTo(1);
    }

    @Test
    void a_follower_learns_that_it_missed_deleted_events() throws Exception {
        int count = Sweeper.BATCH_SIZE + 10;
        DATABASE.fill(new TestBook().sequence("seq_1", "Welcome").outreach("out_1"));
        DATABASE.sql().execute("""
                insert into events (position, type, record_public_id, to_value, at)
                select i, 'created', 'out_1', 'new', timestamptz '2026-03-02 09:00Z' + make_interval(secs => i)
                from generate_series(1, {0}) i
                """, DSL.val(count));
        DATABASE.sql()
                .execute(
                        "update event_feed set last_position = {0}, incarnation = event_feed_incarnation()",
                        DSL.val(count));
        var later = TestBook.START.plusSeconds(count - 3).plus(Retention.EVENTS);

        DATABASE.sql().execute("""
                with webhook as (
                  insert into webhooks (public_id, created_at, url, events, secret, last_position)
                  values ('whk_1', now(), 'https://example.com', '{}', 'whsec_1', 0) returning id
                )
                insert into webhook_deliveries (webhook_id, position) select webhook.id, position from webhook, events
                """);

        try (var feed = EventFeed.start(DATABASE.transactions(), System::nanoTime)) {
            new Sweeper(DATABASE.sql(), InstantSource.fixed(later)).sweep();

            assertThat(deliveries()).isEqualTo(3);
            assertThat(feed.next(new EventPosition(count - 4), LONG)).isEqualTo(new Next.Missed(feed.latest()));
            assertThat(follow(feed, new EventPosition(count - 3), "out_1")).hasSize(3);
            new Sweeper(DATABASE.sql(), InstantSource.fixed(later.plusSeconds(3))).sweep();
            assertThat(deliveries()).isZero();
            assertThat(feed.latest()).isEqualTo(new EventPosition(count));
            assertThat(feed.next(new EventPosition(count - 3), LONG)).isEqualTo(new Next.Missed(feed.latest()));
            assertThat(feed.next(feed.latest(), Duration.ZERO)).isEqualTo(new Next.Events(List.of(), feed.latest()));
            delete(DATABASE.sql(), "out_1");
            assertThat(follow(feed, feed.latest(), "out_1"))
                    .extracting(Event::position)
                    .containsExactly(new EventPosition(count + 1));
        }
    }

    private static int deliveries() {
        return DATABASE.sql()
                .fetchSingle("select count(*) from webhook_deliveries")
                .into(int.class);
    }

    @Test
    void the_events_of_a_batch_become_readable_together() {
        var ids = IntStream.range(0, 600)
                .mapToObj(i -> new OutreachId("out_" + i))
                .toList();
        var book = new TestBook();
        ids.forEach(id -> book.outreach(id.value()));
        DATABASE.fill(book);
        UseCases use = Services.over(DATABASE.transactions(), InstantSource.fixed(TestBook.START), new Random(1));

        use.outreaches().batchTransition().transitionTo(OutreachState.ENRICHMENT, OutreachBatch.of(ids));

        assertThat(sequenced())
                .filteredOn(event -> event.outreachId() != null)
                .hasSize(ids.size())
                .extracting(Event::change)
                .containsOnly(new Change.Transitioned(OutreachState.READY, OutreachState.ENRICHMENT));
    }

    private static void happen(DSLContext sql, int from, int to) {
        for (int i = from; i <= to; i++) {
            sql.execute("""
                    insert into outreaches (public_id, person_id, company_id, created_at, channel)
                    select {0}, id, company_id, now(), 'phone' from people limit 1
                    """, DSL.val("out_" + i));
            given(sql);
        }
    }

    private static String name(DatabaseSettings settings) {
        return settings.jdbcUrl().substring(settings.jdbcUrl().lastIndexOf('/') + 1);
    }

    @Test
    void followers_restart_after_a_restore_that_lost_events_they_have_seen() throws Exception {
        var settings = TestPostgres.newDatabase();
        var copy = name(settings) + "_copy";
        var sql = TestDatabase.sql(settings);
        try (var database = Database.open(settings, InstantSource.system())) {
            database.bookLoader().loadIfEmpty(new TestBook().outreach("out_0").build());
            sql.execute("delete from events");
            happen(sql, 1, 3);
        }
        TestPostgres.execute("create database %s template %s".formatted(copy, name(settings)));
        try (var database = Database.open(settings, InstantSource.system());
                var feed = EventFeed.start(database.transactions(), System::nanoTime)) {
            happen(sql, 4, 9);
            assertThat(ids(follow(feed, START, "out_9"))).hasSize(9);
            // The process continues while an older copy replaces its database.
            TestPostgres.execute("drop database %s with (force)".formatted(name(settings)));
            TestPostgres.execute("alter database %s rename to %s".formatted(copy, name(settings)));
            var restored = TestDatabase.sql(settings);
            happen(restored, 14, 24);

            var lost = again(() -> feed.next(new EventPosition(9), LONG));

            assertThat(lost).isInstanceOf(Next.Missed.class);
            assertThat(((Next.Missed) lost).now().value()).isGreaterThan(1_000_000);
            assertThat(ids(follow(feed, new EventPosition(3), "out_24")))
                    .containsExactlyElementsOf(IntStream.rangeClosed(14, 24)
                            .mapToObj(i -> "out_" + i)
                            .toList());
            try (var later = EventFeed.start(database.transactions(), System::nanoTime)) {
                assertThat(later.next(new EventPosition(9), LONG)).isInstanceOf(Next.Missed.class);
                assertThat(ids(follow(later, START, "out_24")))
                        .hasSize(14)
                        .startsWith("out_1", "out_2", "out_3", "out_14");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            another, 0
            none, 19
            """)
    void a_backup_without_events_or_of_an_earlier_version_reuses_no_position(
            @Nullable String incarnation, long position) {
        DATABASE.fill(new TestBook().outreach("out_0"));
        DATABASE.sql()
                .execute(
                        "update event_feed set last_position = {0}, incarnation = {1}",
                        DSL.val(position), DSL.val(incarnation));

        happen(DATABASE.sql(), 1, 1);
        given(DATABASE.sql());

        assertThat(DATABASE.sql()
                        .fetchSingle("select last_position from event_feed")
                        .get(0, long.class))
                .isGreaterThan(1_000_000);
    }

    /** Retries until the connections to the dropped database and its events in memory are gone. */
    private static Next again(Callable<Next> next) throws Exception {
        while (true) {
            try {
                var result = next.call();
                if (!(result instanceof Next.Events)) {
                    return result;
                }
            } catch (StorageUnavailableException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void a_webhook_before_a_gap_is_ready_only_for_events_after_the_gap() {
        DATABASE.fill(new TestBook().outreach("out_0"));
        happen(DATABASE.sql(), 1, 3);
        DATABASE.sql().execute("""
                insert into webhooks (public_id, created_at, url, events, secret, last_position)
                values ('whk_1', now(), 'https://example.com', '{}', 'whsec_1', 3),
                  ('whk_2', now(), 'https://example.com', '{}', 'whsec_1', 9)
                """);
        DATABASE.sql().execute("update event_feed set incarnation = 'another'");
        given(DATABASE.sql());
        assertThat(ready()).isEmpty();

        happen(DATABASE.sql(), 4, 4);

        assertThat(ready()).containsExactlyInAnyOrder(new WebhookId("whk_1"), new WebhookId("whk_2"));
        DATABASE.transactions().<Boolean>write(stored -> {
            stored.webhooks().queue(new WebhookId("whk_1"), TestBook.START, 10);
            stored.webhooks().queue(new WebhookId("whk_2"), TestBook.START, 10);
            return true;
        });
        assertThat(deliveries()).isEqualTo(2);
    }

    private static List<WebhookId> ready() {
        return DATABASE.transactions().read(stored -> stored.webhooks().ready(TestBook.START));
    }

    @Test
    void positions_continue_without_a_gap_in_the_same_history() {
        DATABASE.fill(new TestBook().outreach("out_0"));
        happen(DATABASE.sql(), 1, 3);

        assertThat(sequenced()).extracting(event -> event.position().value()).containsExactly(1L, 2L, 3L);
        assertThat(DATABASE.sql().fetchCount(DSL.table("event_feed_gaps"))).isZero();
    }
}
