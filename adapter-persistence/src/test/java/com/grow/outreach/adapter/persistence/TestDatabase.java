package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_TRANSITIONS;
import static java.util.Objects.requireNonNull;

import com.grow.outreach.adapter.persistence.background.TaskQueue;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.Moved;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of Grow, with access by plain SQL for checks and disturbances. */
final class TestDatabase implements AutoCloseable {

    private final Database database;
    private final DSLContext sql;

    private TestDatabase(Database database, DSLContext sql) {
        this.database = database;
        this.sql = sql;
    }

    static TestDatabase create() {
        var settings = TestPostgres.newDatabase();
        try {
            // With this clock, the sweeper deletes nothing of the tests.
            return new TestDatabase(Database.open(settings, InstantSource.fixed(TestBook.START)), sql(settings));
        } catch (DatabaseOpenException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns plain SQL access to a database. Each statement or transaction opens a new connection. */
    static DSLContext sql(DatabaseSettings settings) {
        var source = new PGSimpleDataSource();
        source.setUrl(settings.jdbcUrl());
        source.setUser(settings.user());
        source.setApplicationName("test");
        return DSL.using(source, SQLDialect.POSTGRES);
    }

    Database database() {
        return database;
    }

    Transactions transactions() {
        return database.transactions();
    }

    DSLContext sql() {
        return sql;
    }

    void clear() {
        truncate("users, companies, people, sequences, outreaches, outreach_transitions,"
                + " idempotency_keys, events, webhooks, webhook_deliveries, scheduled_tasks, import_tasks, webhook_tasks, look_ups, job_refusals, jobs,"
                + " merged_people, merged_companies, merged_outreaches, duplicate_people, duplicate_companies,"
                + " saved_views, teams, accounts, api_tokens, sessions, sign_in_links, sign_in_failures, identities,"
                + " provider_sign_ins, audit_log"
                + " restart identity cascade");
        sql.execute("truncate event_feed_gaps");
        sql.execute("update event_feed set last_position = 0");
    }

    /** Truncates tables, including the history, which otherwise rejects this. */
    void truncate(String tables) {
        sql.transaction(transaction -> {
            // The background folder locks the same tables in another order.
            transaction
                    .dsl()
                    .execute("select pg_advisory_xact_lock(hashtext('fold_outreach_counts')),"
                            + " pg_advisory_xact_lock(hashtext('fold_name_counts')),"
                            + " pg_advisory_xact_lock(hashtext('fold_insights'))");
            transaction.dsl().execute("alter table outreach_transitions disable trigger append_only");
            transaction.dsl().execute("alter table audit_log disable trigger append_only");
            transaction.dsl().execute("truncate " + tables);
            transaction.dsl().execute("alter table audit_log enable trigger append_only");
            transaction.dsl().execute("alter table outreach_transitions enable trigger append_only");
        });
    }

    /** Replaces all data, without events. */
    void fill(TestBook book) {
        clear();
        database.bookLoader().loadIfEmpty(book.build());
        sql.execute("delete from events");
    }

    List<Transition> history(OutreachId id) {
        return sql.select(
                        OUTREACH_TRANSITIONS.FROM_STATE,
                        OUTREACH_TRANSITIONS.TO_STATE,
                        OUTREACH_TRANSITIONS.SORT_KEY,
                        OUTREACH_TRANSITIONS.CREATED_AT,
                        OUTREACH_TRANSITIONS.ACTOR,
                        OUTREACH_TRANSITIONS.REASON,
                        OUTREACH_TRANSITIONS.METADATA)
                .from(OUTREACH_TRANSITIONS)
                .join(OUTREACHES)
                .on(OUTREACHES.ID.eq(OUTREACH_TRANSITIONS.OUTREACH_ID))
                .where(OUTREACHES.PUBLIC_ID.eq(id.value()))
                .orderBy(OUTREACH_TRANSITIONS.SORT_KEY)
                .fetch(row -> new Transition(
                        id,
                        OutreachState.parse(row.value1().getLiteral()).orElseThrow(),
                        OutreachState.parse(row.value2().getLiteral()).orElseThrow(),
                        row.value3(),
                        row.value4(),
                        new Cause(row.value5(), row.value6(), row.value7().data())));
    }

    /** Returns the due times of the tasks of a kind by id. */
    Map<String, Instant> tasks(TaskKind kind) {
        var id = DSL.field("task_instance", String.class);
        var at = DSL.field("execution_time", Instant.class);
        return sql.select(id, at)
                .from(DSL.table(DSL.name(TaskQueue.of(kind).table())))
                .where(DSL.field("task_name", String.class).eq(kind.value()))
                .fetchMap(id, at);
    }

    /** Returns when a connection of this database waits for a lock. Fails if the call finishes instead. */
    void awaitLockWaitOf(Future<?> waiting) {
        while (!sql.fetchSingle("""
                select exists (
                  select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')
                """).into(boolean.class)) {
            if (waiting.isDone()) {
                throw new AssertionError("was to wait for a lock, and did not");
            }
        }
    }

    @Override
    public void close() {
        database.close();
    }

    /** Starts the enrichment of an outreach and returns whether it moved. */
    static boolean move(OutreachId id, Transactions transactions) {
        return transactions.write(stored -> {
            var outreach = requireNonNull(stored.outreaches().lock(List.of(id)).get(id));
            stored.outreaches().saveMoved(List.of((Moved)
                    outreach.transitionTo(OutreachState.ENRICHMENT, Circumstances.at(TestBook.START))));
            return true;
        });
    }

    /** Returns the state of an existing outreach. */
    static OutreachState state(OutreachId id, Transactions transactions) {
        return transactions
                .read(stored -> stored.outreaches().find(id))
                .orElseThrow()
                .currentState();
    }
}
