package com.grow.outreach.adapter.persistence.book;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_TRANSITIONS;

import com.grow.outreach.adapter.persistence.list.DirectoryList;
import com.grow.outreach.adapter.persistence.repository.JooqCompanyRepository;
import com.grow.outreach.adapter.persistence.repository.JooqOutreachRepository;
import com.grow.outreach.adapter.persistence.repository.JooqPersonRepository;
import com.grow.outreach.adapter.persistence.repository.JooqSequenceRepository;
import com.grow.outreach.adapter.persistence.repository.JooqUserRepository;
import com.grow.outreach.adapter.persistence.transaction.PostgresTransaction;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.port.out.book.BookOfBusiness;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.book.BookReader;
import com.grow.outreach.domain.Transition;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Persistence adapter: reads the whole database from one snapshot, row by row. */
public record JooqBookReader(DSLContext dsl, StorageFailures failures) implements BookReader {

    private static final int FETCH = 2_000;

    @Override
    public <T> T read(Function<BookOfBusiness, T> work) {
        return failures.translate(() -> PostgresTransaction.bulkSnapshot(dsl, snapshot -> work.apply(book(snapshot))));
    }

    private static BookOfBusiness book(DSLContext snapshot) {
        // Reads the rows in the order of the keys by their indexes: sorting or hashing a table would delay the first
        // row.
        snapshot.execute("set local enable_sort = off");
        snapshot.execute("set local enable_hashjoin = off");
        snapshot.execute("set local enable_mergejoin = off");
        return new BookOfBusiness(
                () -> records(JooqUserRepository.ROWS, snapshot),
                () -> records(JooqCompanyRepository.ROWS, snapshot),
                () -> records(JooqPersonRepository.ROWS, snapshot),
                () -> records(JooqSequenceRepository.ROWS, snapshot),
                () -> entries(snapshot));
    }

    private static <T> Iterator<Created<T>> records(DirectoryList.Rows<T> rows, DSLContext snapshot) {
        return snapshot
                .select(rows.columns())
                .select(rows.createdAt())
                .from(rows.with())
                .orderBy(rows.key())
                .fetchSize(FETCH)
                .fetchLazy()
                .stream()
                .map(row -> new Created<>(rows.read().apply(row), row.get(rows.createdAt())))
                .iterator();
    }

    private static Iterator<Entry> entries(DSLContext snapshot) {
        var outreaches = snapshot.select(JooqOutreachRepository.COLUMNS)
                .select(OUTREACHES.CREATED_AT, OUTREACHES.ID)
                .from(JooqOutreachRepository.WITH_NAMED_IDS)
                .orderBy(OUTREACHES.ID)
                .fetchSize(FETCH)
                .fetchLazy()
                .iterator();
        var transitions = snapshot.selectFrom(OUTREACH_TRANSITIONS)
                .orderBy(OUTREACH_TRANSITIONS.OUTREACH_ID, OUTREACH_TRANSITIONS.SORT_KEY)
                .fetchSize(FETCH)
                .fetchLazy()
                .iterator();
        return new Entries(outreaches, transitions);
    }

    /** Merges outreaches with their histories, which have the same order. */
    private static final class Entries implements Iterator<Entry> {

        private final Iterator<Record> outreaches;
        private final Iterator<? extends Record> transitions;
        private @Nullable Record ahead;

        Entries(Iterator<Record> outreaches, Iterator<? extends Record> transitions) {
            this.outreaches = outreaches;
            this.transitions = transitions;
            this.ahead = nextTransition();
        }

        private @Nullable Record nextTransition() {
            return transitions.hasNext() ? transitions.next() : null;
        }

        @Override
        public boolean hasNext() {
            return outreaches.hasNext();
        }

        @Override
        public Entry next() {
            var row = outreaches.next();
            var outreach = JooqOutreachRepository.outreach(row);
            List<Transition> history = new ArrayList<>();
            while (ahead != null && ahead.get(OUTREACH_TRANSITIONS.OUTREACH_ID).equals(row.get(OUTREACHES.ID))) {
                history.add(JooqOutreachRepository.transition(outreach.id(), ahead));
                ahead = nextTransition();
            }
            return new Entry(outreach, row.get(OUTREACHES.CREATED_AT), history);
        }
    }
}
