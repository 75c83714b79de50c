package com.grow.outreach.application.port.out.file;

import com.grow.outreach.application.port.out.book.ListText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An iterator over the rows of an open file. */
public interface Records extends AutoCloseable {

    /**
     * Returns the next row, or null after the last one.
     *
     * @throws UnreadableException if the rest of the file can't be read
     */
    @Nullable Item next();

    @Override
    void close();

    /** A row, or text that is no row. */
    sealed interface Item {

        /** Returns the number of its first line, from 1. */
        long line();
    }

    /**
     * A row.
     *
     * @param lastLine the number of its last line; a value may have several lines
     * @param values the values by column, null for an empty one; lists are encoded as {@link ListText}
     */
    record Row(long line, long lastLine, Map<String, @Nullable String> values) implements Item {

        public Row {
            values = Collections.unmodifiableMap(values);
        }

        /** Creates a row of one line. */
        public Row(long line, Map<String, @Nullable String> values) {
            this(line, line, values);
        }
    }

    /**
     * Text that can't be read as a row.
     *
     * @param column the invalid column, or null
     * @param reason an error message
     */
    record Broken(long line, @Nullable String column, String reason) implements Item {}

    /**
     * An item with its position in an order; see {@link RowSorter}.
     *
     * @param file the name of its file
     * @param sortValues the values that determine the position
     * @param item a row, or text that is no row
     */
    record Keyed(String file, List<@Nullable String> sortValues, Item item) implements Item {

        public Keyed {
            sortValues = Collections.unmodifiableList(new ArrayList<>(sortValues));
        }

        @Override
        public long line() {
            return item.line();
        }
    }
}
