package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.NAME_COUNT_DELTAS;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.domain.Folding;
import com.grow.outreach.domain.TextField;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * The words that a list searches for in names, in any order. Each word is a part of the name. An index has all parts of
 * the names of people and companies. Counters exist for parts of up to three characters.
 *
 * @param name the column
 * @param words the words; the search folds them and the names
 */
public record WordsOfName(TableField<?, String> name, List<String> words) {

    /** The character that separates the parts in the index, so no part contains it. */
    private static final char SEPARATOR = '\1';

    /**
     * The number of names with all words, according to the counters.
     *
     * @param atMost an upper bound
     * @param exactly whether the bound is the exact number
     * @param rare whether the index finds these names faster than a scan of all names
     */
    record Known(long atMost, boolean exactly, boolean rare) {

        /** An unknown number. */
        static final Known NOTHING = new Known(Long.MAX_VALUE, false, false);
    }

    /** Returns the words of a text if the index can search for them; otherwise null. */
    public static @Nullable WordsOfName of(TableField<?, String> name, @Nullable String text) {
        return text == null || text.indexOf(SEPARATOR) >= 0 || !TextField.canBeKept(text)
                ? null
                : new WordsOfName(name, Folding.words(text));
    }

    /** Returns the number of names from the counters. No more names have all words than have the rarest part of a word. */
    Known known(DSLContext snapshot) {
        var row = snapshot.fetchSingle(
                """
                select folded.n + unfolded.n, folded.pieces = 1, 3 * (folded.n + unfolded.n) <= all_rows.n
                from (
                  select count(*) as pieces, min(coalesce(n, 0)) as n
                  from unnest({1}) word
                  cross join name_part_windows(word) piece
                  left join name_part_counts on table_name = {0} and part = piece collate "C"
                ) folded
                cross join (
                  select coalesce(sum(n), 0) as n from name_count_deltas where table_name = {0} and {2}
                ) unfolded
                cross join (
                  select coalesce(sum(n), 0) as n from row_counts where table_name = {0}
                ) all_rows
                """,
                inline(name.getTable().getName()),
                val(words.toArray(String[]::new)),
                TextConditions.containsAll(NAME_COUNT_DELTAS.CHANGED_NAME, words));
        return new Known(row.get(0, long.class), row.get(1, boolean.class), row.get(2, boolean.class));
    }

    /** Returns the condition that the index answers. A few names that meet it don't contain the words. */
    Condition inIndex() {
        var queries = IntStream.rangeClosed(1, words.size())
                .mapToObj("name_part_query({%d})"::formatted)
                .collect(Collectors.joining(" && "));
        return condition(
                "name_windows({0}) @@ (" + queries + ")",
                Stream.concat(Stream.of(name), words.stream().map(word -> (QueryPart) val(word)))
                        .toArray(QueryPart[]::new));
    }
}
