package com.grow.outreach.adapter.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows. */
interface RowWriter extends Closeable {

    /**
     * Writes a row.
     *
     * @param cells what stands in its columns: texts, numbers, truth values, times, lists of texts, {@link Json}, or null
     */
    void write(List<@Nullable Object> cells) throws IOException;

    /** A JSON object as text. */
    record Json(String text) {}
}
