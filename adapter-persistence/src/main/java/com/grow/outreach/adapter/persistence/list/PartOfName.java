package com.grow.outreach.adapter.persistence.list;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.domain.TextField;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * A part of a name for which a list searches. An index has all parts of the names of people and companies. Counters
 * exist for parts of up to three characters.
 *
 * @param name the column
 * @param part the part; the search folds it and the names
 */
public record PartOfName(TableField<?, String> name, String part) {

    /** The character that separates the parts in the index, so no part contains it. */
    private static final char SEPARATOR = '\1';

    /**
     * The number of names with a part, according to the counters.
     *
     * @param atMost an upper bound
     * @param exactly whether the bound is the exact number
     * @param rare whether the index finds these names faster than a scan of all names
     */
    record Known(long atMost, boolean exactly, boolean rare) {

        /** An unknown number. */
        static final Known NOTHING = new Known(Long.MAX_VALUE, false, false);
    }

    /** Returns the part if the index can search for it; otherwise null. */
    public static @Nullable PartOfName of(TableField<?, String> name, @Nullable String part) {
        return part == null || part.indexOf(SEPARATOR) >= 0 || !TextField.canBeKept(part)
                ? null
                : new PartOfName(name, part);
    }

    /** Returns the number of names from the counters. */
    Known known(DSLContext snapshot) {
        var row = snapshot.fetchSingle("""
                select folded.n + unfolded.n, folded.pieces = 1, 3 * (folded.n + unfolded.n) <= all_rows.n
                from (
                  select count(*) as pieces, min(coalesce(n, 0)) as n
                  from name_part_windows({1}) piece
                  left join name_part_counts on table_name = {0} and part = piece collate "C"
                ) folded
                cross join (
                  select coalesce(sum(n), 0) as n
                  from name_count_deltas
                  where table_name = {0}
                    and strpos(folded(changed_name) collate "C", folded({1}) collate "C") > 0
                ) unfolded
                cross join (
                  select coalesce(sum(n), 0) as n from row_counts where table_name = {0}
                ) all_rows
                """, inline(name.getTable().getName()), val(part));
        return new Known(row.get(0, long.class), row.get(1, boolean.class), row.get(2, boolean.class));
    }

    /** Returns the condition that the index answers. A few names that meet it don't contain the part. */
    Condition inIndex() {
        return condition("name_windows({0}) @@ name_part_query({1})", name, val(part));
    }
}
