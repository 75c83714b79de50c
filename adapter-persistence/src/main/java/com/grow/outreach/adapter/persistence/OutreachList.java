package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record5;
import org.jooq.Select;
import org.jooq.SortOrder;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/**
 * A filtered and sorted list of outreaches, read so that a page costs what the page has and not what the table has.
 *
 * <p>A list is made of parts, one after the other: the states, say, of a list sorted by status. Within a part rows come
 * newest first, from an index that has them in that order. A part that is sorted by a name walks those who bear the names
 * in their order and takes each one's rows, until the page is full. So the database stops reading once it has the page.
 */
final class OutreachList {

    /** The position of the part that a row is from. */
    static final Field<Integer> PART = field("part", SQLDataType.INTEGER);

    /** The name that a row is sorted by, null where that isn't a name. */
    static final Field<String> NAME = field("name", COMPANIES.NAME.getDataType().nullable(true));

    /** The key of who bears the name. */
    static final Field<Long> BEARER = field("bearer", SQLDataType.BIGINT);

    static final Field<Instant> CREATED_AT = field("created_at", OUTREACHES.CREATED_AT.getDataType());
    static final Field<Long> ID = field("id", SQLDataType.BIGINT);

    private final Narrowing narrowing;
    private final OutreachSort sort;

    private OutreachList(Narrowing narrowing, OutreachSort sort) {
        this.narrowing = narrowing;
        this.sort = sort;
    }

    static OutreachList of(OutreachFilter filter, OutreachSort sort) {
        return new OutreachList(Narrowing.of(filter), isFixed(filter, sort.key()) ? OutreachSort.NEWEST_FIRST : sort);
    }

    /** Whether all rows that the filter leaves have the same value of the key, so that a sort by it changes nothing. */
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

    private static <T> Field<T> field(String name, org.jooq.DataType<T> type) {
        return org.jooq.impl.DSL.field(org.jooq.impl.DSL.name("page", name), type);
    }

    /** The rows of a page, to be ordered by {@link #order}: {@link #PART}, {@link #NAME} and so on, of table "page". */
    Table<?> page(PageRequest request) {
        Field<Long> reach = val(request.offset() + request.size());
        return parts(reach).stream()
                .reduce(Select::unionAll)
                .map(parts -> select().from(parts.asTable("parts"))
                        .limit(request.size())
                        .offset(request.offset()))
                .orElseThrow()
                .asTable("page");
    }

    /** How many rows the whole list has. */
    Field<Long> total() {
        return OutreachCounts.count(narrowing);
    }

    /** The order of the rows of {@link #page}. */
    List<OrderField<?>> order() {
        var direction = direction();
        return List.of(PART, NAME.sort(direction), BEARER.sort(direction), CREATED_AT.desc(), ID);
    }

    private SortOrder direction() {
        return sort.direction() == Direction.ASC ? SortOrder.ASC : SortOrder.DESC;
    }

    private List<Select<Record5<Integer, String, Long, Instant, Long>>> parts(Field<Long> reach) {
        return switch (sort.key()) {
            case CREATED_AT -> List.of(newest(0, narrowing, reach));
            case STATUS -> directed(narrowing.states(), state -> narrowing.withState(state), reach);
            case CHANNEL -> directed(narrowing.channels(), channel -> narrowing.withChannel(channel), reach);
            case COMPANY -> List.of(byName(COMPANIES.ID, COMPANIES.NAME, narrowing::withCompany, reach));
            case SEQUENCE ->
                List.of(
                        byName(SEQUENCES.ID, SEQUENCES.NAME, narrowing::withSequence, reach),
                        newest(1, narrowing.withSequence(Field::isNull), reach));
            case OWNER ->
                List.of(
                        byName(USERS.ID, USERS.NAME, narrowing::withOwner, reach),
                        newest(1, narrowing.withOwner(Field::isNull), reach));
        };
    }

    /** A part for each value, in the order of the values or the other way round. */
    private <T> List<Select<Record5<Integer, String, Long, Instant, Long>>> directed(
            List<T> values, Function<T, Narrowing> narrowed, Field<Long> reach) {
        var ordered = sort.direction() == Direction.ASC ? values : values.reversed();
        return IntStream.range(0, ordered.size())
                .mapToObj(part -> newest(part, narrowed.apply(ordered.get(part)), reach))
                .toList();
    }

    private static Select<Record5<Integer, String, Long, Instant, Long>> newest(
            int part, Narrowing narrowing, Field<Long> reach) {
        var rows = narrowing.newest(reach).asTable("rows");
        return select(
                        inline(part).as(PART),
                        castNull(NAME).as(NAME),
                        castNull(BEARER).as(BEARER),
                        rows.field(OUTREACHES.CREATED_AT),
                        rows.field(OUTREACHES.ID))
                .from(rows);
    }

    private Select<Record5<Integer, String, Long, Instant, Long>> byName(
            TableField<?, Long> key,
            TableField<?, String> name,
            Function<Narrowing.Test, Narrowing> narrowed,
            Field<Long> reach) {
        var rows = narrowed.apply(reference -> reference.eq(key)).newest(reach).asTable("rows");
        var createdAt = requireNonNull(rows.field(OUTREACHES.CREATED_AT));
        var id = requireNonNull(rows.field(OUTREACHES.ID));
        var walk = select(inline(0).as(PART), name.as(NAME), key.as(BEARER), createdAt, id)
                .from(key.getTable())
                .crossJoin(lateral(rows))
                .orderBy(name.sort(direction()), key.sort(direction()), createdAt.desc(), id)
                .limit(reach)
                .asTable("walk");
        return select(
                        walk.field(0, Integer.class),
                        walk.field(1, String.class),
                        walk.field(2, Long.class),
                        walk.field(3, Instant.class),
                        walk.field(4, Long.class))
                .from(walk);
    }
}
