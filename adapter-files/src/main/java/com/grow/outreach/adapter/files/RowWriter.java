package com.grow.outreach.adapter.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A writer of rows. */
interface RowWriter extends Closeable {

    /**
     * Writes a row.
     *
     * @param cells the cells: texts, numbers, booleans, times, lists of texts, {@link Json}, or null
     */
    void write(List<@Nullable Object> cells) throws IOException;

    /** The text of a JSON object. */
    record Json(String text) {}
}
