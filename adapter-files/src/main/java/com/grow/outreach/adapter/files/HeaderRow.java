package com.grow.outreach.adapter.files;

import java.util.List;
import java.util.function.Predicate;

/** The search for the header among the first rows of a file, which may begin with titles and notes. */
final class HeaderRow {

    /** The number of rows that are searched. */
    static final int SEARCHED = 30;

    private HeaderRow() {}

    /**
     * Returns the index of the header: the first row with the most known columns. A row that is no wider than the first
     * is the header only if the first has no known column.
     *
     * @param rows the first rows of a file, at least one
     * @param known whether a text is the name of a column
     */
    static int find(List<? extends List<String>> rows, Predicate<String> known) {
        int best = 0;
        long most = count(rows.getFirst(), known);
        boolean isFirst = most > 0;
        int width = rows.getFirst().size();
        for (int i = 1; i < Math.min(rows.size(), SEARCHED); i++) {
            var row = rows.get(i);
            long count = row.size() > width || !isFirst ? count(row, known) : 0;
            if (count > most) {
                best = i;
                most = count;
            }
        }
        return best;
    }

    private static long count(List<String> row, Predicate<String> known) {
        return row.stream().filter(known).count();
    }
}
