package com.grow.outreach.application.query;

import org.jspecify.annotations.Nullable;

/**
 * Why a row of a file was not imported; a row with several faults has one for each.
 *
 * <p>API documentation: {@code GET /api/imports/:id/rejects}.
 *
 * @param file the name of the file
 * @param line where the row begins in it, 1 for the first line
 * @param column the column to blame, or null if it is the whole row
 * @param value what stands there, shortened if it is long, or null if nothing does
 * @param reason what is wrong, for people
 */
public record Reject(
        String file,
        long line,
        @Nullable String column,
        @Nullable String value,
        String reason) {

    private static final int SHOWN = 200;

    public Reject {
        if (value != null && value.length() > SHOWN) {
            value = value.substring(0, SHOWN) + "…";
        }
        if (value != null) {
            // Neither can be stored: what is wrong with a text may be just that.
            value = value.replaceAll("[\\x00\\uD800-\\uDFFF\\uFFFF]", "\uFFFD");
        }
    }
}
