package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANY_BLOCKS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANY_BLOCK_COUNTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_COUNT_DELTAS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PERSON_BLOCKS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PERSON_BLOCK_COUNTS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.jooq.Routines;
import com.grow.outreach.adapter.persistence.jooq.enums.Channel;
import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import com.grow.outreach.adapter.persistence.list.ListPart.NamedTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SortOrder;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The counts of outreaches by block of names that are adjacent in their order. There are far more names than can be added up.
 *
 * @param names the table with the names
 * @param reference the column of the deltas that refers to the names
 * @param block returns the block of a name
 * @param id the column with the id of a block
 * @param firstName the column with the first name of a block
 * @param blockId the column of the counts with the id of their block
 * @param state the column of the counts with the state
 * @param channel the column of the counts with the channel
 * @param n the column with the counts
 */
record Blocks(
        NamedTable names,
        TableField<?, Long> reference,
        Function<Field<String>, Field<Integer>> block,
        TableField<?, Integer> id,
        TableField<?, String> firstName,
        TableField<?, Integer> blockId,
        TableField<?, OutreachState> state,
        TableField<?, Channel> channel,
        TableField<?, Long> n) {

    private static final Blocks OF_COMPANIES = new Blocks(
            OutreachList.BY_COMPANY,
            OUTREACH_COUNT_DELTAS.COMPANY_ID,
            Routines::companyBlock,
            COMPANY_BLOCKS.ID,
            COMPANY_BLOCKS.FIRST_NAME,
            COMPANY_BLOCK_COUNTS.BLOCK_ID,
            COMPANY_BLOCK_COUNTS.CURRENT_STATE,
            COMPANY_BLOCK_COUNTS.CHANNEL,
            COMPANY_BLOCK_COUNTS.N);

    private static final Blocks OF_PEOPLE = new Blocks(
            OutreachList.BY_PERSON,
            OUTREACH_COUNT_DELTAS.PERSON_ID,
            Routines::personBlock,
            PERSON_BLOCKS.ID,
            PERSON_BLOCKS.FIRST_NAME,
            PERSON_BLOCK_COUNTS.BLOCK_ID,
            PERSON_BLOCK_COUNTS.CURRENT_STATE,
            PERSON_BLOCK_COUNTS.CHANNEL,
            PERSON_BLOCK_COUNTS.N);

    /** Returns the blocks of names, or empty if the names have no blocks. */
    static Optional<Blocks> of(NamedTable names) {
        return List.of(OF_COMPANIES, OF_PEOPLE).stream()
                .filter(blocks -> blocks.names().equals(names))
                .findAny();
    }

    /**
     * The number of rows of a block.
     *
     * @param firstName the first name that belongs to the block
     * @param end the first name of the next block, or null for the last block
     * @param count the number of rows
     */
    record OfBlock(String firstName, @Nullable String end, long count) {}

    /** Returns the number of rows of each block, sorted by name. */
    List<OfBlock> counts(Narrowing narrowing, SortOrder direction, DSLContext dsl) {
        var counts = select(blockId, n)
                .from(n.getTable())
                .where(OutreachCounts.kinds(narrowing, state, channel))
                .unionAll(select(block.apply(names.name()), OUTREACH_COUNT_DELTAS.N)
                        .from(OUTREACH_COUNT_DELTAS)
                        .join(names.key().getTable())
                        .on(names.key().eq(reference))
                        .where(OutreachCounts.kinds(
                                narrowing, OUTREACH_COUNT_DELTAS.CURRENT_STATE, OUTREACH_COUNT_DELTAS.CHANNEL)))
                .asTable("counts");
        var end = DSL.lead(firstName).over().orderBy(firstName);
        var total = coalesce(DSL.sum(counts.field(n)), inline(0)).cast(SQLDataType.BIGINT);
        return dsl.select(firstName, end, total)
                .from(firstName.getTable())
                .leftJoin(counts)
                .on(id.eq(counts.field(blockId)))
                .groupBy(firstName)
                .orderBy(firstName.sort(direction))
                .fetch(row -> new OfBlock(row.value1(), row.value2(), row.value3()));
    }
}
