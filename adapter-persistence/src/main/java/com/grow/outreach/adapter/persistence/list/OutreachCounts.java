package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_COUNTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_COUNT_DELTAS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.jooq.enums.Channel;
import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import com.grow.outreach.adapter.persistence.list.ListPart.Walk;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The number of rows of {@code outreaches}, from counters that triggers keep wherever these have them. */
public final class OutreachCounts {

    private OutreachCounts() {}

    /** Returns the exact number of rows as a scalar subquery. It counts in the snapshot of its statement. */
    public static Field<Long> count(Narrowing narrowing) {
        var grain = Grain.of(narrowing, !narrowing.anyState() || !narrowing.anyChannel());
        var counts = counts(narrowing, grain, false).asTable("counts");
        return field(select(coalesce(DSL.sum(counts.field(OUTREACH_COUNTS.N)), inline(0))
                        .cast(SQLDataType.BIGINT))
                .from(counts));
    }

    /** Returns the number of rows of each state and channel, without zeros. */
    public static Result<Record3<OutreachState, Channel, Long>> byKind(Narrowing narrowing, DSLContext dsl) {
        var counts = counts(narrowing, Grain.of(narrowing, true), true).asTable("counts");
        var state = counts.field(OUTREACH_COUNTS.CURRENT_STATE);
        var channel = counts.field(OUTREACH_COUNTS.CHANNEL);
        var n = DSL.sum(counts.field(OUTREACH_COUNTS.N));
        return dsl.select(state, channel, n.cast(SQLDataType.BIGINT))
                .from(counts)
                .groupBy(state, channel)
                .having(n.ne(inline(BigDecimal.ZERO)))
                .fetch();
    }

    /**
     * Returns rows of a state, a channel and a number, whose sum is the number of rows.
     *
     * @param kinds whether the states and channels are needed
     */
    private static Select<Record3<OutreachState, Channel, Long>> counts(
            Narrowing narrowing, Grain grain, boolean kinds) {
        if (!grain.exists()) {
            var words = narrowing.further().words();
            return words == null ? rows(narrowing) : rowsByPerson(narrowing.withoutWords(), words, kinds);
        }
        var days = Days.of(narrowing.further());
        Select<Record3<OutreachState, Channel, Long>> counts = select(
                        OUTREACH_COUNTS.CURRENT_STATE, OUTREACH_COUNTS.CHANNEL, OUTREACH_COUNTS.N)
                .from(OUTREACH_COUNTS)
                .where(folded(narrowing, grain))
                .unionAll(select(
                                OUTREACH_COUNT_DELTAS.CURRENT_STATE,
                                OUTREACH_COUNT_DELTAS.CHANNEL,
                                OUTREACH_COUNT_DELTAS.N)
                        .from(OUTREACH_COUNT_DELTAS)
                        .where(deltas(narrowing)));
        for (var part : days.partsOfDays(narrowing)) {
            counts = counts.unionAll(rows(part));
        }
        return counts;
    }

    private static Select<Record3<OutreachState, Channel, Long>> rows(Narrowing narrowing) {
        return select(OUTREACHES.CURRENT_STATE, OUTREACHES.CHANNEL, inline(1L).as(OUTREACH_COUNTS.N))
                .from(OUTREACHES)
                .where(narrowing.where());
    }

    /**
     * Counts the rows of each person before it tests the names. The offset keeps the planner from looking up the rows of
     * each name, of which it expects far too few.
     */
    private static Select<Record3<OutreachState, Channel, Long>> rowsByPerson(
            Narrowing narrowing, WordsOfName words, boolean kinds) {
        var n = DSL.count().cast(SQLDataType.BIGINT).as(OUTREACH_COUNTS.N);
        // Without states and channels, an index has all columns.
        var state = kinds
                ? OUTREACHES.CURRENT_STATE
                : castNull(OUTREACHES.CURRENT_STATE).as(OUTREACHES.CURRENT_STATE);
        var channel = kinds ? OUTREACHES.CHANNEL : castNull(OUTREACHES.CHANNEL).as(OUTREACHES.CHANNEL);
        var byPerson = select(OUTREACHES.PERSON_ID, state, channel, n)
                .from(OUTREACHES)
                .where(narrowing.where())
                .groupBy(
                        kinds
                                ? List.of(OUTREACHES.PERSON_ID, OUTREACHES.CURRENT_STATE, OUTREACHES.CHANNEL)
                                : List.of(OUTREACHES.PERSON_ID))
                .offset(inline(0))
                .asTable("by_person");
        return select(
                        byPerson.field(OUTREACHES.CURRENT_STATE),
                        byPerson.field(OUTREACHES.CHANNEL),
                        byPerson.field(OUTREACH_COUNTS.N))
                .from(byPerson)
                .join(PEOPLE)
                .on(PEOPLE.ID.eq(byPerson.field(OUTREACHES.PERSON_ID)))
                .where(TextConditions.containsAll(PEOPLE.NAME, words.words()));
    }

    /** Returns the condition for the rows of {@code outreach_counts} with this grain that match a filter. */
    private static Condition folded(Narrowing narrowing, Grain grain) {
        return OUTREACH_COUNTS
                .GRAIN
                .eq(inline(grain.number()))
                .and(narrowing.ownedBy(OUTREACH_COUNTS.OWNER_ID))
                .and(Narrowing.on(narrowing.sequence(), OUTREACH_COUNTS.SEQUENCE_ID))
                .and(Days.of(narrowing.further()).on(OUTREACH_COUNTS.CREATED_ON, OUTREACH_COUNTS.CHANGED_ON))
                .and(
                        grain.kind()
                                ? kinds(narrowing, OUTREACH_COUNTS.CURRENT_STATE, OUTREACH_COUNTS.CHANNEL)
                                : noCondition());
    }

    /** Returns the condition for the rows of {@code outreach_count_deltas} that match a filter. */
    private static Condition deltas(Narrowing narrowing) {
        return narrowing
                .ownedBy(OUTREACH_COUNT_DELTAS.OWNER_ID)
                .and(Narrowing.on(narrowing.sequence(), OUTREACH_COUNT_DELTAS.SEQUENCE_ID))
                .and(Days.of(narrowing.further())
                        .on(OUTREACH_COUNT_DELTAS.CREATED_ON, OUTREACH_COUNT_DELTAS.CHANGED_ON))
                .and(kinds(narrowing, OUTREACH_COUNT_DELTAS.CURRENT_STATE, OUTREACH_COUNT_DELTAS.CHANNEL));
    }

    /**
     * The number of rows of an owner or a sequence.
     *
     * @param key the key of the owner or sequence
     * @param name its name
     * @param count the number of rows
     */
    record OfName(long key, String name, long count) {}

    /** Returns the number of rows of each owner or sequence of a walk, in the walk's order. */
    static List<OfName> byName(Walk walk, Narrowing narrowing, DSLContext dsl) {
        boolean byOwner = walk.names().reference() == OUTREACHES.OWNER_ID;
        var grain =
                new Grain(byOwner || narrowing.byOwner(), !byOwner || narrowing.sequence() != null, false, false, true);
        var counts = select(
                        (byOwner ? OUTREACH_COUNTS.OWNER_ID : OUTREACH_COUNTS.SEQUENCE_ID).as("named"),
                        OUTREACH_COUNTS.N)
                .from(OUTREACH_COUNTS)
                .where(folded(narrowing, grain))
                .unionAll(select(
                                byOwner ? OUTREACH_COUNT_DELTAS.OWNER_ID : OUTREACH_COUNT_DELTAS.SEQUENCE_ID,
                                OUTREACH_COUNT_DELTAS.N)
                        .from(OUTREACH_COUNT_DELTAS)
                        .where(deltas(narrowing)))
                .asTable("counts");
        var key = walk.names().key();
        var name = walk.names().name();
        var n = DSL.sum(counts.field(OUTREACH_COUNTS.N)).cast(SQLDataType.BIGINT);
        return dsl.select(key, name, n)
                .from(counts)
                .join(key.getTable())
                .on(key.eq(counts.field("named", Long.class)))
                .where(walk.among())
                .groupBy(key, name)
                .orderBy(name.sort(walk.direction()), key.sort(walk.direction()))
                .fetch(row -> new OfName(row.value1(), row.value2(), row.value3()));
    }

    /**
     * The number of rows of a day in UTC.
     *
     * @param day the day
     * @param count the number of rows
     */
    record OfDay(LocalDate day, long count) {

        Instant start() {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        Instant end() {
            return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /** Returns the number of rows of each day, in the order of a list. Empty if no counter has this grain. */
    static List<OfDay> byDay(Narrowing narrowing, TimeOrder order, DSLContext dsl) {
        var grain = Grain.byDay(narrowing, order);
        if (!grain.exists()
                || !Days.of(narrowing.further()).partsOfDays(narrowing).isEmpty()) {
            return List.of();
        }
        var ofCounts = order.byCreation() ? OUTREACH_COUNTS.CREATED_ON : OUTREACH_COUNTS.CHANGED_ON;
        var ofDeltas = order.byCreation() ? OUTREACH_COUNT_DELTAS.CREATED_ON : OUTREACH_COUNT_DELTAS.CHANGED_ON;
        var counts = select(ofCounts.as("day"), OUTREACH_COUNTS.N)
                .from(OUTREACH_COUNTS)
                .where(folded(narrowing, grain))
                .unionAll(select(ofDeltas, OUTREACH_COUNT_DELTAS.N)
                        .from(OUTREACH_COUNT_DELTAS)
                        .where(deltas(narrowing)))
                .asTable("counts");
        var day = counts.field("day", LocalDate.class);
        var n = DSL.sum(counts.field(OUTREACH_COUNTS.N)).cast(SQLDataType.BIGINT);
        return dsl.select(day, n)
                .from(counts)
                .groupBy(day)
                .orderBy(day.sort(order.direction()))
                .fetch(row -> new OfDay(row.value1(), row.value2()));
    }

    /** Returns the condition for the state and the channel. */
    static Condition kinds(Narrowing narrowing, Field<OutreachState> currentState, Field<Channel> channel) {
        return (narrowing.anyState() ? noCondition() : currentState.in(Narrowing.inlined(narrowing.states())))
                .and(narrowing.anyChannel() ? noCondition() : channel.in(Narrowing.inlined(narrowing.channels())));
    }
}
