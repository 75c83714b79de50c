package com.grow.outreach.application.imports;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a file, and how an import would read it.
 *
 * <p>API documentation: {@code POST /api/imports/preview}.
 *
 * @param kind the kind of the rows, or null if it can't be detected
 * @param headerLine the line of the header, from 1; 0 for a file without a header
 * @param columns the columns of the file in its order
 * @param rows the first rows: a cell for each column, null if it is missing
 * @param missing the fields that the file needs a column for and has none: at least one of each set
 */
public record FilePreview(
        @Nullable ImportKind kind,
        long headerLine,
        List<Column> columns,
        List<List<@Nullable String>> rows,
        List<Set<String>> missing) {

    /** The number of rows in a preview. */
    public static final int ROWS = 5;

    /**
     * A column of a file.
     *
     * @param name its name
     * @param field the field that it is read into, or null if it is ignored
     * @param use how it is used
     */
    public record Column(String name, @Nullable String field, Use use) {}

    /** The use of a column. */
    public enum Use {
        /** The column is read in every row. */
        READ("read"),
        /** The column is read in rows in which the columns of precedence are empty. */
        READ_IF_EMPTY("read_if_empty"),
        /** The column is ignored. */
        IGNORED("ignored");

        private final String value;

        Use(String value) {
            this.value = value;
        }

        /** Returns the name in the API. */
        public String value() {
            return value;
        }
    }
}
