package com.grow.outreach.application.imports;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The position of the rows in a file, as far as the caller states it. Everything else is detected.
 *
 * <p>API documentation: the parameters {@code delimiter}, {@code header_line} and {@code sheet} of {@code POST
 * /api/imports}.
 *
 * @param delimiter the delimiter of CSV, or null to detect it
 * @param headerLine the line of the header, from 1, or 0 to detect it
 * @param sheet the name of the sheet of a workbook, or null for the first one
 */
public record FileLayout(
        @Nullable Character delimiter,
        long headerLine,
        @Nullable String sheet) {

    /** A layout with nothing stated. */
    public static final FileLayout DETECTED = new FileLayout(null, 0, null);

    /** Returns the delimiter that a text names: a character that is not a letter, digit or quote, or {@code tab}. */
    public static Optional<Character> delimiter(String text) {
        if (text.toLowerCase(Locale.ROOT).equals("tab") || text.equals("\\t")) {
            return Optional.of('\t');
        }
        return text.length() == 1 && isDelimiter(text.charAt(0)) ? Optional.of(text.charAt(0)) : Optional.empty();
    }

    private static boolean isDelimiter(char c) {
        return !Character.isLetterOrDigit(c) && !Character.isSurrogate(c) && "\"\r\n\0".indexOf(c) < 0;
    }
}
