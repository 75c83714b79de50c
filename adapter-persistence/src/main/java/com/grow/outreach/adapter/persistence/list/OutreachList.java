package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.list.ListPart.NamedTable;
import com.grow.outreach.adapter.persistence.list.ListPart.Newest;
import com.grow.outreach.adapter.persistence.list.ListPart.Sorted;
import com.grow.outreach.adapter.persistence.list.ListPart.Walk;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.OrderField;
import org.jooq.Select;
import org.jooq.SortOrder;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A filtered and sorted list of outreaches, read so that a page costs what the page has and not what the table has.
 *
 * <p>A list is made of {@linkplain ListPart parts}, one after the other: the states, say, of a list sorted by status. The
 * database reads them in that order and stops once it has the page. A page far down does not skip all the rows before it:
 * {@link #startingAt} jumps over whole parts, bearers of names, blocks of companies and weeks by their counts.
 */
public final class OutreachList {

    /** The key of a row of {@link #page}. */
    public static final Field<Long> ID = column(ListPart.ID, SQLDataType.BIGINT);

    /** The creation time of a row of {@link #page}. */
    public static final Field<Instant> CREATED_AT = column(ListPart.CREATED_AT, OUTREACHES.CREATED_AT.getDataType());

    private static final NamedTable BY_COMPANY = new NamedTable(COMPANIES.ID, COMPANIES.NAME, OUTREACHES.COMPANY_ID);
    private static final NamedTable BY_SEQUENCE = new NamedTable(SEQUENCES.ID, SEQUENCES.NAME, OUTREACHES.SEQUENCE_ID);
    private static final NamedTable BY_OWNER = new NamedTable(USERS.ID, USERS.NAME, OUTREACHES.OWNER_ID);

    private final Narrowing narrowing;
    private final OutreachSort sort;

    private OutreachList(Narrowing narrowing, OutreachSort sort) {
        this.narrowing = narrowing;
        this.sort = sort;
    }

    public static OutreachList of(OutreachFilter filter, OutreachSort sort) {
        return new OutreachList(Narrowing.of(filter), isFixed(filter, sort.key()) ? OutreachSort.NEWEST_FIRST : sort);
    }

    /** Returns whether all rows that match the filter have the same sort key. */
    private static boolean isFixed(OutreachFilter filter, OutreachSort.Key key) {
        return switch (key) {
            case CREATED_AT -> false;
            case CHANNEL -> filter.channel() != null;
            case STATUS -> filter.status() != null;
            case SEQUENCE -> filter.sequenceId() != null;
            case COMPANY -> filter.companyId() != null || filter.personId() != null;
            case OWNER -> filter.ownerId() != null || filter.companyId() != null || filter.personId() != null;
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
    public boolean dependsOnTotal() {
        return sort.key() == OutreachSort.Key.COMPANY
                && (narrowing.owner() != null
                        || narrowing.sequence() != null
                        || !narrowing.anyState()
                        || !narrowing.anyChannel());
    }

    /**
     * The parts of the list.
     *
     * @param few whether it has few rows in all; false if that is not known
     */
    public List<ListPart> parts(boolean few) {
        return switch (sort.key()) {
            case CREATED_AT -> List.of(new Newest(narrowing));
            case STATUS -> each(narrowing.states(), narrowing::withState);
            case CHANNEL -> each(narrowing.channels(), narrowing::withChannel);
            case COMPANY -> few ? List.of(new Sorted(BY_COMPANY, direction(), narrowing)) : List.of(byCompany());
            case SEQUENCE ->
                narrowing.isFew()
                        ? List.of(new Sorted(BY_SEQUENCE, direction(), narrowing))
                        : namesThenNone(BY_SEQUENCE, narrowing::withSequence);
            case OWNER -> namesThenNone(BY_OWNER, narrowing::withOwner);
        };
    }

    /** A part for each value, in the order of the values or the other way round. */
    private <T> List<ListPart> each(List<T> values, Function<T, Narrowing> narrowed) {
        var ordered = sort.direction() == Direction.ASC ? values : values.reversed();
        return ordered.stream()
                .<ListPart>map(value -> new Newest(narrowed.apply(value)))
                .toList();
    }

    private ListPart byCompany() {
        var owner = narrowing.owner();
        return owner == null
                ? new Walk(BY_COMPANY, direction(), noCondition(), narrowing::withCompany)
                // Whose company it is, its outreaches are.
                : new Walk(
                        BY_COMPANY, direction(), owner.on(COMPANIES.OWNER_ID), narrowing.withOwner(null)::withCompany);
    }

    private List<ListPart> namesThenNone(NamedTable bearers, Function<Narrowing.Test, Narrowing> narrowed) {
        return List.of(
                new Walk(bearers, direction(), noCondition(), narrowed), new Newest(narrowed.apply(Field::isNull)));
    }

    private SortOrder direction() {
        return sort.direction() == Direction.ASC ? SortOrder.ASC : SortOrder.DESC;
    }

    /** A start in the list: the remaining parts, and how many of their rows to skip. */
    public record Start(List<ListPart> parts, long offset) {}

    /** Starts right after a position of a list that is newest first, null for its beginning. */
    public Start startingAfter(@Nullable Position position) {
        return new Start(
                position == null
                        ? parts(false)
                        : List.of(
                                new Newest(narrowing.tiedAfter(position)),
                                new Newest(narrowing.createdBefore(position.createdAt()))),
                0);
    }

    /** Jumps over rows of which the counts say how many they are; all in the snapshot of the caller's transaction. */
    public Start startingAt(long offset, List<ListPart> all, DSLContext dsl) {
        var parts = new ArrayList<>(all);
        long left = offset;
        while (true) {
            switch (parts.getFirst()) {
                case Newest(var rows)
                when parts.size() > 1 -> {
                    long count =
                            dsl.select(OutreachCounts.count(rows)).fetchSingle().value1();
                    if (count > left) {
                        return inWeek(rows, parts, left, dsl);
                    }
                    left -= count;
                    parts.removeFirst();
                }
                case Newest(var rows) -> {
                    return inWeek(rows, parts, left, dsl);
                }
                case Walk walk
                when walk.bearers() != BY_COMPANY -> {
                    parts.removeFirst();
                    for (var bearer : OutreachCounts.byBearer(walk, narrowing, dsl)) {
                        if (bearer.count() > left) {
                            var rows = walk.narrowed().apply(reference -> reference.eq(bearer.key()));
                            var position =
                                    row(walk.bearers().name(), walk.bearers().key());
                            parts.addFirst(walk.among(
                                    walk.direction() == SortOrder.ASC
                                            ? position.gt(bearer.name(), bearer.key())
                                            : position.lt(bearer.name(), bearer.key())));
                            parts.addFirst(new Newest(rows));
                            return inWeek(rows, parts, left, dsl);
                        }
                        left -= bearer.count();
                    }
                }
                case Walk walk
                when narrowing.owner() == null && narrowing.sequence() == null -> {
                    for (var block : OutreachCounts.byCompanyBlock(narrowing, walk.direction(), dsl)) {
                        if (block.count() > left) {
                            parts.set(0, walk.among(from(block, walk.direction())));
                            break;
                        }
                        left -= block.count();
                    }
                    return new Start(parts, left);
                }
                case Walk _, Sorted _ -> {
                    return new Start(parts, left);
                }
            }
        }
    }

    /** The companies of a block and of those after it. */
    private static Condition from(OutreachCounts.OfBlock block, SortOrder direction) {
        if (direction == SortOrder.ASC) {
            return COMPANIES.NAME.ge(block.firstName());
        }
        return block.end() == null ? noCondition() : COMPANIES.NAME.lt(block.end());
    }

    private static Start inWeek(Narrowing rows, List<ListPart> parts, long offset, DSLContext dsl) {
        long left = offset;
        for (var week : OutreachCounts.byWeek(rows, dsl)) {
            if (week.count() > left) {
                parts.set(0, new Newest(rows.createdBefore(week.end())));
                break;
            }
            left -= week.count();
        }
        return new Start(parts, left);
    }

    /** The rows of a page, as table "page" in no order; see {@link #order}. */
    public static Table<?> page(Start start, int size) {
        // Literals all the way: without them the planner takes a limit to be a tenth of the rows, and sorts them all.
        var limit = inline(start.offset() + size);
        var parts = start.parts();
        // PostgreSQL appends the parts in their order and stops at the limit; nothing here runs in parallel.
        return IntStream.range(0, parts.size())
                .mapToObj(position -> parts.get(position).first(position, limit))
                .reduce(Select::unionAll)
                .map(rows ->
                        select().from(rows.asTable("parts")).limit(inline(size)).offset(inline(start.offset())))
                .orElseThrow()
                .asTable("page");
    }

    /** The order of the rows of {@link #page}. */
    public List<OrderField<?>> order() {
        return List.of(
                column(ListPart.PART, SQLDataType.INTEGER),
                column(ListPart.NAME, COMPANIES.NAME.getDataType()).sort(direction()),
                column(ListPart.BEARER, SQLDataType.BIGINT).sort(direction()),
                CREATED_AT.desc(),
                ID);
    }
}
