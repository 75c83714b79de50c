package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.jooq.enums.Channel;
import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.Table;

/**
 * The first rows of a filter in the order of a time: their keys, creation times and times.
 *
 * @param rows the filter
 * @param order the order
 * @param limit the maximum number of rows
 */
record FirstRows(Narrowing rows, TimeOrder order, Field<Long> limit) {

    /** Returns the query for the rows, in their order. */
    Select<Record3<Long, Instant, Instant>> query() {
        if (rows.isFew()) {
            return rows.gathered() ? gathered() : inOrder();
        }
        // Only the index of the last change has rows in that order, with the owner and the sequence.
        if (!order.byCreation()) {
            return merged();
        }
        if (!rows.visible().all()) {
            return new NewestOfOwners(this).query();
        }
        if (rows.references().severalSequences()) {
            return bySequence();
        }
        // State and channel help with the order only in an index that starts with an owner or a sequence alone.
        boolean oneStream = (rows.owner() != null && rows.sequence() != null)
                || (rows.owner() == null && rows.sequence() == null && rows.anyState() && rows.anyChannel());
        return oneStream ? inOrder() : merged();
    }

    FirstRows of(Narrowing other) {
        return new FirstRows(other, order, limit);
    }

    private Select<Record3<Long, Instant, Instant>> inOrder() {
        return outreaches().where(rows.where()).orderBy(order.ofOutreaches()).limit(limit);
    }

    /** Reads all rows before it sorts them. Without the offset the planner may read an index in the order of the list. */
    private Select<Record3<Long, Instant, Instant>> gathered() {
        return first(outreaches().where(rows.where()).offset(inline(0)).asTable("gathered"));
    }

    /** Merges a stream for each state and channel. */
    private Select<Record3<Long, Instant, Instant>> merged() {
        Select<Record3<Long, Instant, Instant>> streams = rows.states().stream()
                .flatMap(state -> rows.channels().stream().map(channel -> stream(state, channel)))
                .reduce((one, other) -> one.unionAll(other))
                .orElseThrow();
        return first(streams.asTable("merged"));
    }

    /** Has its own limit, because only then the planner sees that the index returns the rows in order. */
    private Select<Record3<Long, Instant, Instant>> stream(OutreachState state, Channel channel) {
        return outreaches()
                .where(rows.common())
                .and(OUTREACHES.CURRENT_STATE.eq(inline(state)))
                .and(OUTREACHES.CHANNEL.eq(inline(channel)))
                .orderBy(order.ofOutreaches())
                .limit(limit);
    }

    /** Reads the first rows of each sequence and merges them. No index has the rows of several sequences in order. */
    private Select<Record3<Long, Instant, Instant>> bySequence() {
        var test = requireNonNull(rows.sequence());
        var keys = select(SEQUENCES.ID)
                .from(SEQUENCES)
                .where(test.on(SEQUENCES.ID))
                .asTable("sequence_keys");
        var key = requireNonNull(keys.field(SEQUENCES.ID));
        var ofSequence =
                of(rows.withSequence(reference -> reference.eq(key))).query().asTable("of_sequence");
        Select<Record3<Long, Instant, Instant>> each = all(ofSequence, keys.crossJoin(lateral(ofSequence)));
        // The test of several sequences is true or unknown for null.
        var none = of(rows.withSequence(test.and(Field::isNull))).query().asTable("unassigned");
        return first(each.unionAll(all(none, none)).asTable("of_sequences"));
    }

    private SelectJoinStep<Record3<Long, Instant, Instant>> outreaches() {
        return select(OUTREACHES.ID, OUTREACHES.CREATED_AT, order.column().as(TimeOrder.MOMENT))
                .from(OUTREACHES);
    }

    /** Returns the first rows of a table in this order. */
    Select<Record3<Long, Instant, Instant>> first(Table<?> table) {
        return all(table, table).orderBy(order.of(table)).limit(limit);
    }

    /** Returns all rows of a table. */
    static SelectJoinStep<Record3<Long, Instant, Instant>> all(Table<?> table, Table<?> from) {
        return select(
                        table.field(OUTREACHES.ID),
                        table.field(OUTREACHES.CREATED_AT),
                        table.field(TimeOrder.MOMENT, Instant.class))
                .from(from);
    }
}
