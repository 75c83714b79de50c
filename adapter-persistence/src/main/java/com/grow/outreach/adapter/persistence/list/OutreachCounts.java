package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Routines.companyBlock;
import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANY_BLOCKS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANY_BLOCK_COUNTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_COUNTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_COUNT_DELTAS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;

import com.grow.outreach.adapter.persistence.jooq.enums.Channel;
import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import com.grow.outreach.adapter.persistence.list.ListPart.Walk;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Result;
import org.jooq.SortOrder;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The number of rows of {@code outreaches}, from counters that triggers keep. */
public final class OutreachCounts {

    private static final int KIND = 0b00011;

    private OutreachCounts() {}

    /** Returns the exact number of rows as a scalar subquery. It counts in the snapshot of its statement. */
    public static Field<Long> count(Narrowing narrowing) {
        if (narrowing.isFew()) {
            return field(selectCount().from(OUTREACHES).where(narrowing.where()))
                    .cast(SQLDataType.BIGINT);
        }
        return sum(OUTREACH_COUNTS.N, folded(narrowing, kindGrain(narrowing)))
                .plus(sum(OUTREACH_COUNT_DELTAS.N, deltas(narrowing)));
    }

    /** Returns the condition for the rows of {@code outreach_counts} with this grain that match a filter. */
    private static Condition folded(Narrowing narrowing, int grain) {
        boolean byKind = (grain & KIND) == 0;
        return OUTREACH_COUNTS
                .GRAIN
                .eq(inline(grain))
                .and(narrowing.ownedBy(OUTREACH_COUNTS.OWNER_ID))
                .and(Narrowing.on(narrowing.sequence(), OUTREACH_COUNTS.SEQUENCE_ID))
                .and(byKind ? kinds(narrowing, OUTREACH_COUNTS.CURRENT_STATE, OUTREACH_COUNTS.CHANNEL) : noCondition());
    }

    /** Returns the condition for the rows of {@code outreach_count_deltas} that match a filter. */
    private static Condition deltas(Narrowing narrowing) {
        return narrowing
                .ownedBy(OUTREACH_COUNT_DELTAS.OWNER_ID)
                .and(Narrowing.on(narrowing.sequence(), OUTREACH_COUNT_DELTAS.SEQUENCE_ID))
                .and(kinds(narrowing, OUTREACH_COUNT_DELTAS.CURRENT_STATE, OUTREACH_COUNT_DELTAS.CHANNEL));
    }

    /** Returns the number of rows of each state and channel, without zeros. */
    public static Result<Record3<OutreachState, Channel, Long>> byKind(Narrowing narrowing, DSLContext dsl) {
        Table<?> counts = narrowing.isFew()
                ? select(
                                OUTREACHES.CURRENT_STATE,
                                OUTREACHES.CHANNEL,
                                inline(1L).as(OUTREACH_COUNTS.N))
                        .from(OUTREACHES)
                        .where(narrowing.where())
                        .asTable("counts")
                : select(OUTREACH_COUNTS.CURRENT_STATE, OUTREACH_COUNTS.CHANNEL, OUTREACH_COUNTS.N)
                        .from(OUTREACH_COUNTS)
                        .where(folded(narrowing, kindGrain(narrowing)))
                        .unionAll(select(
                                        OUTREACH_COUNT_DELTAS.CURRENT_STATE,
                                        OUTREACH_COUNT_DELTAS.CHANNEL,
                                        OUTREACH_COUNT_DELTAS.N)
                                .from(OUTREACH_COUNT_DELTAS)
                                .where(deltas(narrowing)))
                        .asTable("counts");
        var state = counts.field(OUTREACH_COUNTS.CURRENT_STATE);
        var channel = counts.field(OUTREACH_COUNTS.CHANNEL);
        var n = DSL.sum(counts.field(OUTREACH_COUNTS.N));
        return dsl.select(state, channel, n.cast(SQLDataType.BIGINT))
                .from(counts)
                .groupBy(state, channel)
                .having(n.ne(inline(BigDecimal.ZERO)))
                .fetch();
    }

    /** Returns the grain that counts each state and channel for a filter. */
    private static int kindGrain(Narrowing narrowing) {
        return grain(narrowing.byOwner(), narrowing.sequence() != null, false, true);
    }

    /**
     * Returns the grain, which is {@code grouping(owner_id, sequence_id, week, current_state, channel)}: the bit of a
     * column is 1 if the counts are not grouped by it.
     */
    private static int grain(boolean owner, boolean sequence, boolean week, boolean kind) {
        return (owner ? 0 : 0b10000) | (sequence ? 0 : 0b01000) | (week ? 0 : 0b00100) | (kind ? 0 : KIND);
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
        boolean owner = byOwner || narrowing.byOwner();
        boolean sequence = !byOwner || narrowing.sequence() != null;
        var counts = select(
                        (byOwner ? OUTREACH_COUNTS.OWNER_ID : OUTREACH_COUNTS.SEQUENCE_ID).as("named"),
                        OUTREACH_COUNTS.N)
                .from(OUTREACH_COUNTS)
                .where(folded(narrowing, grain(owner, sequence, false, true)))
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
     * The number of rows that were created in a week.
     *
     * @param end the end of the week, exclusive
     * @param count the number of rows
     */
    record OfWeek(Instant end, long count) {}

    /** Returns the number of rows of each week, latest first. Empty if no counter has this grain. */
    static List<OfWeek> byWeek(Narrowing narrowing, DSLContext dsl) {
        boolean owner = narrowing.byOwner();
        boolean sequence = narrowing.sequence() != null;
        boolean kind = !narrowing.anyState() || !narrowing.anyChannel();
        if (narrowing.isFew() || (owner && sequence) || ((owner || sequence) && kind)) {
            return List.of();
        }
        var counts = select(OUTREACH_COUNTS.WEEK, OUTREACH_COUNTS.N)
                .from(OUTREACH_COUNTS)
                .where(folded(narrowing, grain(owner, sequence, true, !owner && !sequence)))
                .unionAll(select(OUTREACH_COUNT_DELTAS.WEEK, OUTREACH_COUNT_DELTAS.N)
                        .from(OUTREACH_COUNT_DELTAS)
                        .where(deltas(narrowing)))
                .asTable("counts");
        var week = counts.field(OUTREACH_COUNTS.WEEK);
        var n = DSL.sum(counts.field(OUTREACH_COUNTS.N)).cast(SQLDataType.BIGINT);
        return dsl.select(week, n)
                .from(counts)
                .groupBy(week)
                .orderBy(week.desc())
                .fetch(row -> new OfWeek(
                        row.value1().plusWeeks(1).atStartOfDay(ZoneOffset.UTC).toInstant(), row.value2()));
    }

    /**
     * The number of rows of a block of companies, which are adjacent in the order of names.
     *
     * @param firstName the first name that belongs to the block
     * @param end the first name of the next block, or null for the last block
     * @param count the number of rows
     */
    record OfBlock(String firstName, @Nullable String end, long count) {}

    /** Returns the number of rows of each block of companies, sorted by name. */
    static List<OfBlock> byCompanyBlock(Narrowing narrowing, SortOrder direction, DSLContext dsl) {
        var counts = select(COMPANY_BLOCK_COUNTS.BLOCK_ID, COMPANY_BLOCK_COUNTS.N)
                .from(COMPANY_BLOCK_COUNTS)
                .where(kinds(narrowing, COMPANY_BLOCK_COUNTS.CURRENT_STATE, COMPANY_BLOCK_COUNTS.CHANNEL))
                .unionAll(select(companyBlock(COMPANIES.NAME), OUTREACH_COUNT_DELTAS.N)
                        .from(OUTREACH_COUNT_DELTAS)
                        .join(COMPANIES)
                        .on(COMPANIES.ID.eq(OUTREACH_COUNT_DELTAS.COMPANY_ID))
                        .where(deltas(narrowing)))
                .asTable("counts");
        var firstName = COMPANY_BLOCKS.FIRST_NAME;
        var end = DSL.lead(firstName).over().orderBy(firstName);
        var n = coalesce(DSL.sum(counts.field(OUTREACH_COUNTS.N)), inline(0)).cast(SQLDataType.BIGINT);
        return dsl.select(firstName, end, n)
                .from(COMPANY_BLOCKS)
                .leftJoin(counts)
                .on(COMPANY_BLOCKS.ID.eq(counts.field(COMPANY_BLOCK_COUNTS.BLOCK_ID)))
                .groupBy(firstName)
                .orderBy(firstName.sort(direction))
                .fetch(row -> new OfBlock(row.value1(), row.value2(), row.value3()));
    }

    private static Condition kinds(Narrowing narrowing, Field<OutreachState> currentState, Field<Channel> channel) {
        return (narrowing.anyState() ? noCondition() : currentState.in(Narrowing.inlined(narrowing.states())))
                .and(narrowing.anyChannel() ? noCondition() : channel.in(Narrowing.inlined(narrowing.channels())));
    }

    private static Field<Long> sum(TableField<?, Long> n, Condition where) {
        return field(select(coalesce(DSL.sum(n), inline(0)).cast(SQLDataType.BIGINT))
                .from(n.getTable())
                .where(where));
    }
}
