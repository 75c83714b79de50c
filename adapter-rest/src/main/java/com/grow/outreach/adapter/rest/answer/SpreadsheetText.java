package com.grow.outreach.adapter.rest.answer;

import org.jspecify.annotations.Nullable;

/** The text of cells that spreadsheets show. */
public final class SpreadsheetText {

    private static final String FORMULA = "=+-@\t\r";

    private SpreadsheetText() {}

    /** Returns a cell with an apostrophe in front if a spreadsheet would take it for a formula. */
    public static @Nullable String safe(@Nullable String cell) {
        return cell != null && !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
