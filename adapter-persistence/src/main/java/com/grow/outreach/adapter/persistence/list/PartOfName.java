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
 * A part that is looked for in the names of people or companies. These are in an index by their parts, and counted by
 * those of up to three characters.
 *
 * @param name the column
 * @param part what is looked for in it, both folded
 */
public record PartOfName(TableField<?, String> name, String part) {

    /** What stands between the parts in the index, and so is in none. */
    private static final char SEPARATOR = '\1';

    /**
     * How many names have a part in them.
     *
     * @param atMost no more than that many
     * @param exactly whether it is that many; otherwise only the names themselves tell
     * @param rare whether it is quicker to find these by the index than to look at each name there is
     */
    record Known(long atMost, boolean exactly, boolean rare) {

        /** Nothing. */
        static final Known NOTHING = new Known(Long.MAX_VALUE, false, false);
    }

    /** To be looked for by the index; null if nothing is, or it can't be. */
    public static @Nullable PartOfName of(TableField<?, String> name, @Nullable String part) {
        return part == null || part.indexOf(SEPARATOR) >= 0 || !TextField.canBeKept(part)
                ? null
                : new PartOfName(name, part);
    }

    /** What the counts tell. */
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

    /** That a name may have the part, by the index; nearly all of these do. */
    Condition inIndex() {
        return condition("name_windows({0}) @@ name_part_query({1})", name, val(part));
    }
}
