package com.grow.outreach.application.port.out.file;

import com.grow.outreach.application.port.out.book.ListText;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a file that is open, in their order, one after the other. */
public interface Records extends AutoCloseable {

    /**
     * The next row, or null after the last one.
     *
     * @throws UnreadableException if the rest of the file can't be read
     */
    @Nullable Item next();

    @Override
    void close();

    /** The content in place of a row. */
    sealed interface Item {

        /** Where it begins, 1 for the first line of the file. */
        long line();
    }

    /**
     * A row.
     *
     * @param lastLine where it ends: a text in it may have several lines
     * @param values what stands in each column that it has; lists as one text, see {@link ListText}; null for nothing
     */
    record Row(long line, long lastLine, Map<String, @Nullable String> values) implements Item {

        public Row {
            values = Collections.unmodifiableMap(values);
        }

        /** A row of one line. */
        public Row(long line, Map<String, @Nullable String> values) {
            this(line, line, values);
        }
    }

    /**
     * Something that can't be read as a row.
     *
     * @param column the column to blame, or null
     * @param reason what is wrong with it, for people
     */
    record Broken(long line, @Nullable String column, String reason) implements Item {}
}
