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

/** How many rows of {@code outreaches} there are, told without reading them all. */
public final class OutreachCounts {

    private static final int KIND = 0b00011;

    private OutreachCounts() {}

    /** The exact number of rows, as a scalar subquery: as of the moment at which the statement that it is in began. */
    public static Field<Long> count(Narrowing narrowing) {
        if (narrowing.isFew()) {
            return field(selectCount().from(OUTREACHES).where(narrowing.where()))
                    .cast(SQLDataType.BIGINT);
        }
        return sum(OUTREACH_COUNTS.N, folded(narrowing, kindGrain(narrowing)))
                .plus(sum(OUTREACH_COUNT_DELTAS.N, deltas(narrowing)));
    }

    /** The rows of {@code outreach_counts} of a grain that a narrowing leaves. */
    private static Condition folded(Narrowing narrowing, int grain) {
        boolean byKind = (grain & KIND) == 0;
        return OUTREACH_COUNTS
                .GRAIN
                .eq(inline(grain))
                .and(Narrowing.on(narrowing.owner(), OUTREACH_COUNTS.OWNER_ID))
                .and(Narrowing.on(narrowing.sequence(), OUTREACH_COUNTS.SEQUENCE_ID))
                .and(byKind ? kinds(narrowing, OUTREACH_COUNTS.CURRENT_STATE, OUTREACH_COUNTS.CHANNEL) : noCondition());
    }

    /** The rows of {@code outreach_count_deltas} that a narrowing leaves. */
    private static Condition deltas(Narrowing narrowing) {
        return Narrowing.on(narrowing.owner(), OUTREACH_COUNT_DELTAS.OWNER_ID)
                .and(Narrowing.on(narrowing.sequence(), OUTREACH_COUNT_DELTAS.SEQUENCE_ID))
                .and(kinds(narrowing, OUTREACH_COUNT_DELTAS.CURRENT_STATE, OUTREACH_COUNT_DELTAS.CHANNEL));
    }

    /** The number of rows in each state and over each channel, those of which there are none left out. */
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

    /** The grain of the counts of each state and channel that a narrowing needs. */
    private static int kindGrain(Narrowing narrowing) {
        return grain(narrowing.owner() != null, narrowing.sequence() != null, false, true);
    }

    /** As {@code grouping(owner_id, sequence_id, week, current_state, channel)} has it: a bit for what isn't told apart. */
    private static int grain(boolean owner, boolean sequence, boolean week, boolean kind) {
        return (owner ? 0 : 0b10000) | (sequence ? 0 : 0b01000) | (week ? 0 : 0b00100) | (kind ? 0 : KIND);
    }

    /**
     * How many rows one of those who bear a name has.
     *
     * @param key the bearer's key
     * @param name the bearer's name
     * @param count the rows
     */
    record OfBearer(long key, String name, long count) {}

    /** The number of rows of each bearer of a walk by owner or sequence, in the walk's order. */
    static List<OfBearer> byBearer(Walk walk, Narrowing narrowing, DSLContext dsl) {
        boolean byOwner = walk.bearers().reference() == OUTREACHES.OWNER_ID;
        boolean owner = byOwner || narrowing.owner() != null;
        boolean sequence = !byOwner || narrowing.sequence() != null;
        var counts = select(
                        (byOwner ? OUTREACH_COUNTS.OWNER_ID : OUTREACH_COUNTS.SEQUENCE_ID).as("bearer"),
                        OUTREACH_COUNTS.N)
                .from(OUTREACH_COUNTS)
                .where(folded(narrowing, grain(owner, sequence, false, true)))
                .unionAll(select(
                                byOwner ? OUTREACH_COUNT_DELTAS.OWNER_ID : OUTREACH_COUNT_DELTAS.SEQUENCE_ID,
                                OUTREACH_COUNT_DELTAS.N)
                        .from(OUTREACH_COUNT_DELTAS)
                        .where(deltas(narrowing)))
                .asTable("counts");
        var key = walk.bearers().key();
        var name = walk.bearers().name();
        var n = DSL.sum(counts.field(OUTREACH_COUNTS.N)).cast(SQLDataType.BIGINT);
        return dsl.select(key, name, n)
                .from(counts)
                .join(key.getTable())
                .on(key.eq(counts.field("bearer", Long.class)))
                .where(walk.among())
                .groupBy(key, name)
                .orderBy(name.sort(walk.direction()), key.sort(walk.direction()))
                .fetch(row -> new OfBearer(row.value1(), row.value2(), row.value3()));
    }

    /**
     * How many rows were created in a week.
     *
     * @param end the first moment after the week
     * @param count the rows
     */
    record OfWeek(Instant end, long count) {}

    /** The number of rows of each week, the latest first; empty for rows of which it is not kept. */
    static List<OfWeek> byWeek(Narrowing narrowing, DSLContext dsl) {
        boolean owner = narrowing.owner() != null;
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
     * How many rows the companies of a block have.
     *
     * @param firstName the name from which on companies are in the block
     * @param end the name from which on they are in the next one; null if there is none
     * @param count the rows
     */
    record OfBlock(String firstName, @Nullable String end, long count) {}

    /** The number of rows of each block of companies, in the order of their names or the other way round. */
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
