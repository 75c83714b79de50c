package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_COUNTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_COUNT_DELTAS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;

import com.grow.outreach.adapter.persistence.jooq.enums.Channel;
import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** How many rows of {@code outreaches} there are, told without reading them all. */
final class OutreachCounts {

    private OutreachCounts() {}

    /** The exact number of rows, as a scalar subquery: as of the moment at which the statement that it is in began. */
    static Field<Long> count(Narrowing narrowing) {
        if (narrowing.isFew()) {
            return field(selectCount().from(OUTREACHES).where(narrowing.where()))
                    .cast(SQLDataType.BIGINT);
        }
        return folded(narrowing).plus(deltas(narrowing));
    }

    private static Field<Long> folded(Narrowing narrowing) {
        // As grouping(owner_id, sequence_id, week, current_state, channel) has it: a bit for each column that isn't
        // told apart.
        int grain = (narrowing.owner() == null ? 0b10000 : 0) | (narrowing.sequence() == null ? 0b01000 : 0) | 0b00100;
        return sum(
                OUTREACH_COUNTS.N,
                OUTREACH_COUNTS
                        .GRAIN
                        .eq(inline(grain))
                        .and(Narrowing.on(narrowing.owner(), OUTREACH_COUNTS.OWNER_ID))
                        .and(Narrowing.on(narrowing.sequence(), OUTREACH_COUNTS.SEQUENCE_ID))
                        .and(kinds(narrowing, OUTREACH_COUNTS.CURRENT_STATE, OUTREACH_COUNTS.CHANNEL)));
    }

    private static Field<Long> deltas(Narrowing narrowing) {
        return sum(
                OUTREACH_COUNT_DELTAS.N,
                Narrowing.on(narrowing.owner(), OUTREACH_COUNT_DELTAS.OWNER_ID)
                        .and(Narrowing.on(narrowing.sequence(), OUTREACH_COUNT_DELTAS.SEQUENCE_ID))
                        .and(kinds(narrowing, OUTREACH_COUNT_DELTAS.CURRENT_STATE, OUTREACH_COUNT_DELTAS.CHANNEL)));
    }

    private static Condition kinds(Narrowing narrowing, Field<OutreachState> currentState, Field<Channel> channel) {
        return currentState.in(narrowing.states()).and(channel.in(narrowing.channels()));
    }

    private static Field<Long> sum(TableField<?, Long> n, Condition where) {
        return field(select(coalesce(DSL.sum(n), inline(0)).cast(SQLDataType.BIGINT))
                .from(n.getTable())
                .where(where));
    }
}
