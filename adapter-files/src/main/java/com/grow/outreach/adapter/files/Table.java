package com.grow.outreach.adapter.files;

import com.grow.outreach.application.port.out.file.Records.Broken;
import java.io.Closeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An open file of rows of cells below a header. */
interface Table extends Closeable {

    /** Returns the line of the header, from 1; 0 if the file is empty. */
    long headerLine();

    /** Returns the cells of the header; none if the file is empty. */
    List<String> columns();

    /** Returns the next row, or null after the last. */
    @Nullable Entry next();

    /** Rejects the last row; the rows that it may have swallowed are read next. */
    Broken reject(@Nullable String column, String reason);

    /** Returns whether cells are missing at the end of the last row because the file or the row may be damaged. */
    boolean isDamaged(Cells row);

    /** Returns whether a cell of the last row contains rows, which a stray quote has swallowed. */
    boolean hasRows(String cell);

    @Override
    void close();

    /** A row. */
    sealed interface Entry {}

    /**
     * A row that can be read.
     *
     * @param first the first line of the row, from 1
     * @param last the last line of the row
     * @param values the cells
     */
    record Cells(long first, long last, String[] values) implements Entry {}

    /**
     * A row that can't be read.
     *
     * @param item the error
     * @param values the cells of its first line, as far as they can be told apart
     */
    record Unreadable(Broken item, String[] values) implements Entry {}
}
