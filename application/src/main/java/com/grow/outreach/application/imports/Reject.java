package com.grow.outreach.application.imports;

import com.grow.outreach.domain.TextField;
import org.jspecify.annotations.Nullable;

/**
 * Why a row of a file was not imported; a row with several faults has one for each.
 *
 * <p>API documentation: {@code GET /api/imports/:id/rejects}.
 *
 * @param file the name of the file, shortened if it is long
 * @param line where the row begins in it, 1 for the first line
 * @param column the column to blame, shortened if it is long, or null if it is the whole row
 * @param value what stands there, shortened if it is long, or null if nothing does
 * @param reason what is wrong, for people; shortened, too
 */
public record Reject(
        String file,
        long line,
        @Nullable String column,
        @Nullable String value,
        String reason) {

    private static final int SHOWN = 200;
    private static final int LONGEST_REASON = 1_000;

    public Reject {
        file = shown(file, SHOWN);
        column = column == null ? null : shown(column, SHOWN);
        value = value == null ? null : shown(value, SHOWN);
        reason = shown(reason, LONGEST_REASON);
    }

    /** What is wrong with a text may be just that it can't be kept. */
    private static String shown(String text, int length) {
        return TextField.legible(text.length() > length ? text.substring(0, length) + "…" : text);
    }
}
