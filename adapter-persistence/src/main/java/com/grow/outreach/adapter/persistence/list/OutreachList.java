package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;

import com.grow.outreach.adapter.persistence.list.ListPart.NamedTable;
import com.grow.outreach.adapter.persistence.list.ListPart.Sorted;
import com.grow.outreach.adapter.persistence.list.ListPart.Timed;
import com.grow.outreach.adapter.persistence.list.ListPart.Walk;
import com.grow.outreach.adapter.persistence.transaction.PostgresTransaction;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Position;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.SortOrder;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A filtered and sorted list of outreaches. The cost of a page depends on the size of the page, not of the table.
 *
 * <p>A list is a sequence of {@linkplain ListPart parts}, for example one for each state if it is sorted by status.
 * PostgreSQL reads them in this order and stops when the page is full. A {@link Jump} to a deep page doesn't read the
 * rows before it.
 */
public final class OutreachList {

    /** The key of a row of {@link #firstRows}. */
    private static final Field<Long> ID = column(ListPart.ID, SQLDataType.BIGINT);

    /** The creation time of a row of {@link #firstRows}. */
    private static final Field<Instant> CREATED_AT = column(ListPart.CREATED_AT, OUTREACHES.CREATED_AT.getDataType());

    static final NamedTable BY_COMPANY = new NamedTable(COMPANIES.ID, COMPANIES.NAME, OUTREACHES.COMPANY_ID);
    static final NamedTable BY_PERSON = new NamedTable(PEOPLE.ID, PEOPLE.NAME, OUTREACHES.PERSON_ID);
    private static final NamedTable BY_SEQUENCE = new NamedTable(SEQUENCES.ID, SEQUENCES.NAME, OUTREACHES.SEQUENCE_ID);
    private static final NamedTable BY_OWNER = new NamedTable(USERS.ID, USERS.NAME, OUTREACHES.OWNER_ID);

    private final Narrowing narrowing;
    private final OutreachSort sort;

    private OutreachList(Narrowing narrowing, OutreachSort sort) {
        this.narrowing = narrowing;
        this.sort = sort;
    }

    /** Returns the list of the visible outreaches that match a filter. */
    public static OutreachList of(OutreachFilter filter, OutreachSort sort, VisibleRows visible, DSLContext dsl) {
        var narrowing = Narrowing.of(filter, visible, dsl);
        boolean isFixed = isFixed(filter, narrowing, sort.key());
        return new OutreachList(narrowing, isFixed ? OutreachSort.NEWEST_FIRST : sort);
    }

    /** Returns whether all rows that match the filter have the same sort key. */
    private static boolean isFixed(OutreachFilter filter, Narrowing narrowing, OutreachSort.Key key) {
        boolean onePerson = filter.people().size() == 1;
        boolean oneCompany = onePerson || filter.companies().size() == 1;
        return switch (key) {
            case CREATED, CHANGED -> false;
            case CHANNEL -> narrowing.channels().size() == 1;
            case STATUS -> narrowing.states().size() == 1;
            case SEQUENCE -> filter.sequences().size() == 1;
            case PERSON -> onePerson;
            case COMPANY -> oneCompany;
            case OWNER -> oneCompany || narrowing.owner() != null;
        };
    }

    private static <T> Field<T> column(Name name, org.jooq.DataType<T> type) {
        return DSL.field(name(name("page"), name), type);
    }

    /** Returns the number of rows in the whole list. */
    public Field<Long> total() {
        return OutreachCounts.count(narrowing);
    }

    /** Returns whether the best plan for the list depends on its number of rows. */
    private boolean dependsOnTotal() {
        if (narrowing.isFew()) {
            return false;
        }
        boolean isPart = narrowing.byOwner() || narrowing.sequence() != null;
        var further = narrowing.further();
        return switch (sort.key()) {
            case COMPANY, PERSON -> isPart || !further.isNone() || !narrowing.anyState() || !narrowing.anyChannel();
            case CHANGED -> isPart || !further.created().isOpen() || further.words() != null;
            case CREATED, CHANNEL, STATUS, SEQUENCE, OWNER -> !further.changed().isOpen() || further.words() != null;
        };
    }

    /** Returns the list with the plan for few rows. */
    private OutreachList gathered() {
        return new OutreachList(narrowing.gather(), sort);
    }

    private List<ListPart> parts() {
        return switch (sort.key()) {
            case CREATED -> List.of(new Timed(narrowing, new TimeOrder(OUTREACHES.CREATED_AT, direction())));
            case CHANGED -> List.of(new Timed(narrowing, new TimeOrder(OUTREACHES.CHANGED_AT, direction())));
            case STATUS -> each(narrowing.states(), narrowing::withState);
            case CHANNEL -> each(narrowing.channels(), narrowing::withChannel);
            case COMPANY -> narrowing.isFew() ? sorted(BY_COMPANY) : List.of(byCompany());
            case PERSON -> narrowing.isFew() ? sorted(BY_PERSON) : List.of(byPerson());
            case SEQUENCE -> narrowing.isFew() ? sorted(BY_SEQUENCE) : bySequence();
            case OWNER -> narrowing.isFew() ? sorted(BY_OWNER) : byOwner();
        };
    }

    private List<ListPart> sorted(NamedTable names) {
        return List.of(new Sorted(names, direction(), narrowing));
    }

    /** Returns a part for each value, in the direction of the sort. */
    private <T> List<ListPart> each(List<T> values, Function<T, Narrowing> narrowed) {
        var ordered = sort.direction() == Direction.ASC ? values : values.reversed();
        return ordered.stream()
                .map(value -> ListPart.newest(narrowed.apply(value)))
                .toList();
    }

    private ListPart byCompany() {
        // An outreach has the owner of its company.
        return new Walk(
                BY_COMPANY, direction(), narrowing.ownedBy(COMPANIES.OWNER_ID), narrowing.withOwner(null)::withCompany);
    }

    private ListPart byPerson() {
        var words = narrowing.further().words();
        var among = words == null ? noCondition() : TextConditions.containsAll(PEOPLE.NAME, words.words());
        return new Walk(BY_PERSON, direction(), among, narrowing::withPerson);
    }

    private List<ListPart> byOwner() {
        var visible = narrowing.visible();
        var owned = new Walk(BY_OWNER, direction(), visible.ownedBy(USERS.ID), narrowing::withOwner);
        return visible.scope().includes(null)
                ? List.of(owned, ListPart.newest(narrowing.withOwner(Field::isNull)))
                : List.of(owned);
    }

    private List<ListPart> bySequence() {
        var test = narrowing.sequence();
        Narrowing.Test none = Field::isNull;
        return List.of(
                new Walk(BY_SEQUENCE, direction(), Narrowing.on(test, SEQUENCES.ID), narrowing::withSequence),
                ListPart.newest(narrowing.withSequence(none.and(test))));
    }

    private SortOrder direction() {
        return sort.direction() == Direction.ASC ? SortOrder.ASC : SortOrder.DESC;
    }

    /**
     * How to read an outreach.
     *
     * @param columns the columns to select
     * @param table {@code outreaches} with the joins that the columns need
     * @param mapper the mapping of a record
     */
    public record Rows<T>(List<? extends SelectFieldOrAsterisk> columns, Table<?> table, Function<Record, T> mapper) {}

    /** Returns a page and the total number of rows, both as of the same time. */
    public <T> Page<T> page(PageRequest request, Rows<T> rows, Thresholds thresholds, DSLContext dsl) {
        if (!dependsOnTotal() && request.offset() < thresholds.deep()) {
            var start = new Start(parts(), request.offset());
            var total = total();
            var page = select(rows, start, request.size(), List.of(total), dsl).fetch();
            if (!page.isEmpty()) {
                return new Page<>(
                        page.map(rows.mapper()::apply), request, page.getFirst().get(total));
            }
        }
        return PostgresTransaction.snapshot(dsl, snapshot -> countedPage(request, rows, thresholds, snapshot));
    }

    /** Counts the rows first. The total decides how to read the page. */
    private <T> Page<T> countedPage(PageRequest request, Rows<T> rows, Thresholds thresholds, DSLContext snapshot) {
        long totalCount = count(snapshot);
        long offset = request.offset();
        if (offset >= totalCount) {
            return new Page<>(List.of(), request, totalCount);
        }
        var list = dependsOnTotal() && totalCount <= thresholds.few() ? gathered() : this;
        var parts = list.parts();
        var start = offset < thresholds.deep()
                ? new Start(parts, offset)
                : new Jump(list.narrowing, snapshot, parts, offset).start();
        var page = select(rows, start, request.size(), List.of(), snapshot).fetch(rows.mapper()::apply);
        return new Page<>(page, request, totalCount);
    }

    private long count(DSLContext dsl) {
        return dsl.select(total()).fetchSingle().value1();
    }

    /** Returns the next rows of a list that is sorted by creation time, newest first. */
    public <T> Slice<T> slice(SliceRequest request, Rows<T> rows, DSLContext dsl) {
        var start = planned(dsl).startingAfter(request.after());
        return slice(request, select(rows, start, request.size() + 1, List.of(CREATED_AT, ID), dsl), rows.mapper());
    }

    /** Returns the keys of the next rows of a list that is sorted by creation time, newest first. */
    public Slice<Long> keys(SliceRequest request, DSLContext dsl) {
        var keys = dsl.select(CREATED_AT, ID)
                .from(firstRows(planned(dsl).startingAfter(request.after()), request.size() + 1))
                .orderBy(order());
        return slice(request, keys, row -> row.get(ID));
    }

    /** Returns the list with the plan for its number of rows. Counting the rows with a common name would take too long. */
    private OutreachList planned(DSLContext dsl) {
        boolean isFew =
                narrowing.further().words() == null && dependsOnTotal() && count(dsl) <= Thresholds.MEASURED.few();
        return isFew ? gathered() : this;
    }

    /** Reads one row more than requested, to know whether the list continues. */
    private static <R extends Record, T> Slice<T> slice(
            SliceRequest request, ResultQuery<R> oneMore, Function<? super R, T> mapper) {
        var rows = oneMore.fetch();
        var items = rows.subList(0, Math.min(request.size(), rows.size()));
        return new Slice<>(
                items.stream().<T>map(mapper).toList(), items.size() < rows.size() ? position(items.getLast()) : null);
    }

    private static Position position(Record row) {
        return new Position(row.get(CREATED_AT), row.get(ID));
    }

    private ResultQuery<Record> select(
            Rows<?> rows, Start start, int size, List<? extends Field<?>> more, DSLContext dsl) {
        return dsl.select(rows.columns())
                .select(more)
                .from(firstRows(start, size))
                .join(rows.table())
                .on(OUTREACHES.ID.eq(ID))
                .orderBy(order());
    }

    /** The start of a page: the remaining parts of the list, and the number of their rows to skip. */
    record Start(List<ListPart> parts, long offset) {}

    private Start startingAfter(@Nullable Position position) {
        return new Start(
                position == null
                        ? parts()
                        : List.of(
                                ListPart.newest(narrowing.tiedAfter(position)),
                                ListPart.newest(narrowing.createdBefore(position.createdAt()))),
                0);
    }

    /** Returns the first rows from a start as the table "page". The table has no order; see {@link #order}. */
    private static Table<?> firstRows(Start start, int size) {
        // Literals, because for a parameter the planner assumes a tenth of the rows and sorts all of them.
        var limit = inline(start.offset() + size);
        var parts = start.parts();
        // PostgreSQL appends the parts in their order and stops at the limit. It uses no parallel plan here.
        return IntStream.range(0, parts.size())
                .mapToObj(position -> parts.get(position).first(position, limit))
                .reduce(Select::unionAll)
                .map(rows -> DSL.select()
                        .from(rows.asTable("parts"))
                        .limit(inline(size))
                        .offset(inline(start.offset())))
                .orElseThrow()
                .asTable("page");
    }

    /** Returns the order of the rows of {@link #firstRows}. */
    private List<OrderField<?>> order() {
        return List.of(
                column(ListPart.PART, SQLDataType.INTEGER),
                column(ListPart.NAME, COMPANIES.NAME.getDataType()).sort(direction()),
                column(ListPart.KEY, SQLDataType.BIGINT).sort(direction()),
                CREATED_AT.desc(),
                ID);
    }
}
