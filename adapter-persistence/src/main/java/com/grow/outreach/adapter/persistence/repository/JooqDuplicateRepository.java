package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.DUPLICATE_COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.DUPLICATE_PEOPLE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.list.DirectoryList;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.application.duplicate.Duplicate;
import com.grow.outreach.application.port.out.DuplicateRepository;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Confidence;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.Likeness;
import com.grow.outreach.domain.Likeness.Reason;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Persistence adapter: pairs of duplicates in PostgreSQL, for one piece of work. */
public final class JooqDuplicateRepository<I extends Id, T> implements DuplicateRepository<I, T> {

    private final DSLContext dsl;
    private final VisibleRows visible;
    private final Layout<I, T> layout;

    private JooqDuplicateRepository(DSLContext dsl, VisibleRows visible, Layout<I, T> layout) {
        this.dsl = dsl;
        this.visible = visible;
        this.layout = layout;
    }

    /** Creates the repository of duplicates among people. */
    public static JooqDuplicateRepository<PersonId, Person> ofPeople(DSLContext dsl, VisibleRows visible) {
        return new JooqDuplicateRepository<>(
                dsl,
                visible,
                new Layout<>(
                        PersonId.KIND,
                        Person::id,
                        JooqPersonRepository.ROWS.within(visible.people()),
                        new Pairs(
                                DUPLICATE_PEOPLE,
                                DUPLICATE_PEOPLE.ID,
                                DUPLICATE_PEOPLE.FROM_ID,
                                DUPLICATE_PEOPLE.INTO_ID,
                                DUPLICATE_PEOPLE.REASON,
                                DUPLICATE_PEOPLE.CONFIDENCE,
                                DUPLICATE_PEOPLE.SEARCHED_AT),
                        DuplicateSearch::people));
    }

    /** Creates the repository of duplicates among companies. */
    public static JooqDuplicateRepository<CompanyId, Company> ofCompanies(DSLContext dsl, VisibleRows visible) {
        return new JooqDuplicateRepository<>(
                dsl,
                visible,
                new Layout<>(
                        CompanyId.KIND,
                        Company::id,
                        JooqCompanyRepository.ROWS.within(visible.companies()),
                        new Pairs(
                                DUPLICATE_COMPANIES,
                                DUPLICATE_COMPANIES.ID,
                                DUPLICATE_COMPANIES.FROM_ID,
                                DUPLICATE_COMPANIES.INTO_ID,
                                DUPLICATE_COMPANIES.REASON,
                                DUPLICATE_COMPANIES.CONFIDENCE,
                                DUPLICATE_COMPANIES.SEARCHED_AT),
                        DuplicateSearch::companies));
    }

    /** The differences between people and companies. */
    private record Layout<I extends Id, T>(
            IdKind<I> ids, Function<T, I> id, DirectoryList.Rows<T> rows, Pairs pairs, Search search) {}

    /** Finds the keys of the pairs of one step. */
    @FunctionalInterface
    private interface Search {
        DuplicateSearch of(DSLContext dsl, long after, int size);
    }

    /** The columns of a table of pairs. */
    private record Pairs(
            Table<?> table,
            TableField<?, Long> id,
            TableField<?, Long> from,
            TableField<?, Long> into,
            TableField<?, String> reason,
            TableField<?, String> confidence,
            TableField<?, Instant> searchedAt) {}

    /** A record with what its age depends on. */
    private record Aged<T>(T thing, Instant createdAt, long key) {

        static final Comparator<Aged<?>> OLDEST_FIRST =
                Comparator.<Aged<?>, Instant>comparing(Aged::createdAt).thenComparing(Aged::key);
    }

    @Override
    public Page<Duplicate<T>> page(@Nullable Confidence confidence, PageRequest page) {
        var pairs = layout.pairs();
        var which = confidence == null ? visible() : with(confidence);
        long totalCount = dsl.fetchCount(dsl.selectFrom(pairs.table()).where(which));
        var rows = dsl.select(pairs.from(), pairs.into(), pairs.reason(), pairs.confidence())
                .from(pairs.table())
                .where(which)
                .orderBy(pairs.id())
                .limit(page.size())
                .offset(page.offset())
                .fetch();
        var things = aged(rows.stream()
                .flatMap(row -> List.of(row.value1(), row.value2()).stream())
                .toList());
        var items = new ArrayList<Duplicate<T>>();
        for (var row : rows) {
            var from = things.get(row.value1());
            var into = things.get(row.value2());
            // One of them may have been merged since.
            if (from != null && into != null) {
                items.add(new Duplicate<>(from.thing(), into.thing(), likeness(row.value3(), row.value4())));
            }
        }
        return new Page<>(items, page, totalCount);
    }

    private Condition with(Confidence confidence) {
        return layout.pairs().confidence().eq(confidence.value()).and(visible());
    }

    /** Returns the condition for the pairs of which the caller sees both records. */
    private Condition visible() {
        return isVisible(layout.pairs().from()).and(isVisible(layout.pairs().into()));
    }

    private Condition isVisible(TableField<?, Long> reference) {
        var rows = layout.rows();
        return visible.all()
                ? noCondition()
                : reference.in(select(rows.key()).from(rows.key().getTable()).where(rows.visible()));
    }

    private static Likeness likeness(String reason, String confidence) {
        return new Likeness(
                Reason.parse(reason).orElseThrow(), Confidence.parse(confidence).orElseThrow());
    }

    @Override
    public long count(Confidence confidence) {
        return dsl.fetchCount(layout.pairs().table(), with(confidence));
    }

    @Override
    public long total() {
        return dsl.fetchCount(layout.rows().key().getTable(), layout.rows().visible());
    }

    @Override
    public Step<T> search(long after, int size) {
        // The plans would else depend on how full the tables were when they were analyzed.
        dsl.execute("set local enable_seqscan = off");
        var step = layout.search().of(dsl, after, size);
        var things = aged(step.pairs().stream()
                .flatMap(pair -> List.of(pair.one(), pair.other()).stream())
                .toList());
        record Ordered<U>(Aged<U> newer, Aged<U> older) {}
        var ordered = new LinkedHashSet<Ordered<T>>();
        for (var pair : step.pairs()) {
            var one = things.get(pair.one());
            var other = things.get(pair.other());
            if (one != null && other != null && pair.one() != pair.other()) {
                ordered.add(
                        Aged.OLDEST_FIRST.compare(one, other) < 0
                                ? new Ordered<>(other, one)
                                : new Ordered<>(one, other));
            }
        }
        var candidates = ordered.stream()
                .sorted(Comparator.comparing(Ordered::older, Aged.OLDEST_FIRST))
                .map(pair -> new Candidate<>(pair.newer().thing(), pair.older().thing()))
                .toList();
        return new Step<>(candidates, step.searched(), step.next());
    }

    private Map<Long, Aged<T>> aged(Collection<Long> keys) {
        var things = new HashMap<Long, Aged<T>>();
        var rows = layout.rows();
        dsl.select(rows.columns())
                .select(rows.createdAt(), rows.key())
                .from(rows.with())
                .where(rows.key().eq(any(keys(keys))))
                .and(rows.visible())
                .forEach(row -> {
                    long key = row.get(rows.key());
                    things.put(key, new Aged<>(rows.read().apply(row), row.get(rows.createdAt()), key));
                });
        return things;
    }

    private static Field<Long[]> keys(Collection<Long> keys) {
        return val(keys.stream().distinct().toList(), SQLDataType.BIGINT.array());
    }

    @Override
    public void save(Collection<Duplicate<T>> found, Instant searchedAt) {
        if (found.isEmpty()) {
            return;
        }
        dsl.execute(
                """
                insert into {0} as stored (from_id, into_id, reason, confidence, searched_at)
                select newer.id, older.id, reason, confidence, {5}
                from unnest({2}, {3}, {4}, {6}) with ordinality as found (from_id, into_id, reason, confidence, n)
                join {1} newer on newer.public_id = found.from_id
                join {1} older on older.public_id = found.into_id
                order by n
                on conflict (from_id, into_id) do update
                set reason = excluded.reason, confidence = excluded.confidence,
                  searched_at = greatest(stored.searched_at, excluded.searched_at)
                """,
                layout.pairs().table(),
                layout.rows().key().getTable(),
                texts(found, pair -> layout.id().apply(pair.from()).value()),
                texts(found, pair -> layout.id().apply(pair.into()).value()),
                texts(found, pair -> pair.likeness().reason().value()),
                val(searchedAt, layout.pairs().searchedAt()),
                texts(found, pair -> pair.likeness().confidence().value()));
    }

    private static <E> Field<String[]> texts(Collection<E> elements, Function<E, String> text) {
        return val(elements.stream().map(text).toList(), SQLDataType.VARCHAR.array());
    }

    @Override
    public void removeBefore(Instant searchedAt) {
        dsl.deleteFrom(layout.pairs().table())
                .where(layout.pairs().searchedAt().lt(searchedAt))
                .and(visible())
                .execute();
    }

    @Override
    public List<Pair<I>> exact(long after, int limit) {
        var pairs = layout.pairs();
        var table = layout.rows().key().getTable();
        var rows = dsl.fetch("""
                select pair.id, newer.public_id, older.public_id
                from (
                  select id, from_id, into_id from {0} where {2} and id > {3} order by id limit {4}) pair
                join {1} newer on newer.id = from_id
                join {1} older on older.id = into_id
                order by pair.id
                """, pairs.table(), table, with(Confidence.EXACT), val(after), DSL.inline(limit));
        return pairs(rows);
    }

    private List<Pair<I>> pairs(Result<Record> rows) {
        return rows.map(
                row -> new Pair<>(row.get(0, Long.class), id(row.get(1, String.class)), id(row.get(2, String.class))));
    }

    private I id(String text) {
        return layout.ids().parse(text).orElseThrow();
    }
}
