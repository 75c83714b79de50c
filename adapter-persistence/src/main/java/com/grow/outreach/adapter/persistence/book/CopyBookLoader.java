package com.grow.outreach.adapter.persistence.book;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.adapter.persistence.background.Maintenance;
import com.grow.outreach.adapter.persistence.repository.CopyRows;
import com.grow.outreach.adapter.persistence.transaction.PostgresTransaction;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.port.out.book.BookLoader;
import com.grow.outreach.application.port.out.book.BookOfBusiness;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.domain.Id;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Persistence adapter: fills an empty database with PostgreSQL's COPY. */
public record CopyBookLoader(DSLContext dsl, Maintenance maintenance, StorageFailures failures) implements BookLoader {

    @Override
    public boolean loadIfEmpty(BookOfBusiness book) {
        boolean loaded = failures.translate(() -> PostgresTransaction.bulk(dsl, transaction -> {
            // A concurrent loader waits here and then finds the database filled.
            transaction.execute("lock table users, companies, people, sequences, outreaches in exclusive mode");
            boolean empty = transaction.fetchSingle("""
                            select not (exists (select from users) or exists (select from companies)
                              or exists (select from people) or exists (select from sequences)
                              or exists (select from outreaches))
                            """).into(boolean.class);
            if (empty) {
                transaction.connection(connection -> {
                    var indexes = BulkLoading.begin(transaction);
                    new Load(connection).run(book);
                    indexes.end();
                });
            }
            return empty;
        }));
        if (loaded) {
            // Gives the planner statistics, and index-only scans a visibility map.
            failures.translate(
                    () -> maintenance.vacuum(
                            "(analyze) users, companies, people, sequences, outreaches, outreach_transitions, outreach_counts, row_counts, people_counts, name_part_counts, insight_counts"));
        }
        return loaded;
    }

    /** A load. It assigns keys by counting and keeps them by id. */
    private static final class Load {

        private final Connection connection;
        private final Map<Id, Long> keys = new HashMap<>();

        /** The keys of the companies' owners, by the key of the company less one. */
        private final List<@Nullable Long> owners = new ArrayList<>();

        /** The keys of the people's companies, by the key of the person less one. */
        private final List<@Nullable Long> employers = new ArrayList<>();

        Load(Connection connection) {
            this.connection = connection;
        }

        void run(BookOfBusiness book) throws SQLException, IOException {
            copyKeyed(
                    "users (id, public_id, created_at, name, email)",
                    book.users(),
                    user -> user.value().id(),
                    (key, user) -> {
                        keys.put(user.value().id(), key);
                        return CopyRows.columns(
                                user.at(), user.value().name(), user.value().email());
                    });
            copyKeyed(
                    "companies (id, public_id, %s)".formatted(CopyRows.COMPANY),
                    book.companies(),
                    company -> company.value().id(),
                    (key, company) -> {
                        keys.put(company.value().id(), key);
                        owners.add(key(company.value().ownerId()));
                        return CopyRows.company(company, key(company.value().ownerId()));
                    });
            copyKeyed(
                    "people (id, public_id, %s)".formatted(CopyRows.PERSON),
                    book.people(),
                    person -> person.value().id(),
                    (key, person) -> {
                        keys.put(person.value().id(), key);
                        employers.add(key(person.value().companyId()));
                        return CopyRows.person(person, key(person.value().companyId()));
                    });
            copyKeyed(
                    "sequences (id, public_id, created_at, name)",
                    book.sequences(),
                    sequence -> sequence.value().id(),
                    (key, sequence) -> {
                        keys.put(sequence.value().id(), key);
                        return CopyRows.columns(sequence.at(), sequence.value().name());
                    });
            copyKeyed(
                    "outreaches (id, public_id, person_id, company_id, owner_id, sequence_id, created_at,"
                            + " moved_at, last_sort_key, channel, current_state)",
                    book.outreaches(),
                    entry -> entry.outreach().id(),
                    (key, entry) -> outreach(entry));
            copyTransitions(book.outreaches());
        }

        private List<@Nullable Object> outreach(Entry entry) {
            var outreach = entry.outreach();
            long person = requireNonNull(key(outreach.personId()));
            long company = requireNonNull(employers.get((int) person - 1));
            return CopyRows.columns(
                    person,
                    company,
                    owners.get((int) company - 1),
                    key(outreach.sequenceId().orElse(null)),
                    entry.createdAt(),
                    entry.movedAt(),
                    outreach.lastSortKey(),
                    outreach.channel().value(),
                    outreach.currentState().value());
        }

        /** Copies the histories. The outreaches have the same order as before, so counting gives the same keys. */
        private void copyTransitions(Iterable<Entry> entries) throws SQLException, IOException {
            long key = 0;
            try (var out = new CopyRows(connection, "outreach_transitions (%s)".formatted(CopyRows.TRANSITION))) {
                for (var entry : entries) {
                    key++;
                    for (var transition : entry.history()) {
                        out.write(CopyRows.transition(key, transition));
                    }
                }
            }
        }

        /** Copies rows that begin with the key and the public id. */
        private <T> void copyKeyed(
                String target,
                Iterable<T> rows,
                Function<T, Id> id,
                BiFunction<Long, T, List<@Nullable Object>> columns)
                throws SQLException, IOException {
            long key = 0;
            try (var out = new CopyRows(connection, target)) {
                for (T row : rows) {
                    var values = CopyRows.columns(++key, id.apply(row).value());
                    values.addAll(columns.apply(key, row));
                    out.write(values);
                }
            }
            execute("select setval(pg_get_serial_sequence('%s', 'id'), %d, false)"
                    .formatted(target.substring(0, target.indexOf(' ')), key + 1));
        }

        private @Nullable Long key(@Nullable Id id) {
            return id == null ? null : requireNonNull(keys.get(id), () -> id + " is not in the book");
        }

        private void execute(String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
