package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.EVENTS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.jooq.enums.EventType;
import com.grow.outreach.domain.Cause;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/**
 * The keys of merged people or companies, with the statements that both kinds share.
 *
 * @param from the keys of the merged records
 * @param into the keys of the records that replace them, in the same order
 */
record MergedKeys(DSLContext dsl, Field<Long[]> from, Field<Long[]> into) {

    /** Lets the ids of earlier merges into the merged records lead to the records that replace these. */
    void follow(TableField<?, Long> reference) {
        dsl.execute(
                "update {0} set {1} = into_id from unnest({2}, {3}) as merged (from_id, into_id) where {1} = from_id",
                reference.getTable(), field(name(reference.getName())), from, into);
    }

    /** Keeps the pairs of duplicates that the merged records are in, for the records that replace them. */
    void followPairs(Table<?> pairs) {
        for (var columns : List.of(List.of("from_id", "into_id"), List.of("into_id", "from_id"))) {
            dsl.execute("""
                    update {0} pair
                    set %1$s = merged.survivor
                    from unnest({1}, {2}) as merged (gone, survivor)
                    where pair.%1$s = gone and pair.%2$s <> survivor
                      and not exists (select from {0} other where other.%1$s = survivor and other.%2$s = pair.%2$s)
                    """.formatted(columns.get(0), columns.get(1)), pairs, from, into);
        }
    }

    /** Writes an event for each merge. The merged records must exist still. */
    void announce(EventType type, Table<?> records, Cause cause, Instant at) {
        dsl.execute(
                """
                insert into events (type, record_public_id, from_value, to_value, at, actor)
                select {0}, survivor.public_id, gone.public_id, survivor.public_id, {4}, {5}
                from unnest({1}, {2}) as merged (from_id, into_id)
                join {3} gone on gone.id = from_id
                join {3} survivor on survivor.id = into_id
                """,
                val(type, EVENTS.TYPE),
                from,
                into,
                records,
                val(at, EVENTS.AT),
                val(cause.actor(), SQLDataType.VARCHAR));
    }
}
