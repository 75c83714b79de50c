package com.grow.outreach.application.imports;

import com.grow.outreach.domain.TextField;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a row was not imported, or was imported without a value. A row with several errors has several rejects.
 *
 * <p>API documentation: {@code GET /api/imports/:id/rejects}.
 *
 * @param file the name of the file, shortened if it is long
 * @param line the number of the first line of the row, from 1
 * @param column the invalid column, shortened if it is long, or null for the whole row
 * @param value the value of the column, shortened if it is long, or null if it has none
 * @param reason an error message, shortened if it is long
 * @param warning whether the row was imported without the value
 */
public record Reject(
        String file,
        long line,
        @Nullable String column,
        @Nullable String value,
        String reason,
        boolean warning) {

    private static final int SHOWN = 200;
    private static final int LONGEST_REASON = 1_000;

    /** Creates the reason why a row was not imported. */
    public Reject(String file, long line, @Nullable String column, @Nullable String value, String reason) {
        this(file, line, column, value, reason, false);
    }

    public Reject {
        file = shown(file, SHOWN);
        column = column == null ? null : shown(column, SHOWN);
        value = value == null ? null : shown(value, SHOWN);
        reason = shown(reason, LONGEST_REASON);
    }

    /** Returns the name of a file as rejects have it. */
    public static String shown(String file) {
        return shown(file, SHOWN);
    }

    /** Shortens a text. Characters that can't be stored are replaced, since they may be the error. */
    private static String shown(String text, int length) {
        return TextField.legible(text.length() > length ? text.substring(0, length) + "…" : text);
    }
}
