package com.grow.outreach.domain;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The text fields of companies, people, sequences, users and webhooks, with their validation. The rules are lenient: they
 * reject only values that can't be stored, sorted or used.
 *
 * <p>API documentation: the fields of {@code POST /api/companies}, {@code /api/people}, {@code /api/sequences} and
 * {@code /api/users}.
 */
public enum TextField implements TextFormat {
    /** A name. */
    NAME(500, ".*", "a name"),
    /** A job title. */
    TITLE(500, ".*", "a title"),
    /** A market segment of a company. */
    SEGMENT(100, ".*", "a segment"),
    /**
     * The URL of an endpoint: http or https with a valid host and port, and only characters that a request line can
     * contain.
     */
    ENDPOINT(
            2_000,
            "(?i:https?)://"
                    + "(LABEL(\\.LABEL)*\\.?|\\[(GROUP(:GROUP){7}|(?=([^:\\]]*:){2,7}[^:\\]]*])(GROUP(:GROUP)*)?::(GROUP(:GROUP)*)?)])"
                            .replace("LABEL", "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")
                            .replace("GROUP", "[0-9A-Fa-f]{1,4}")
                    + "(:(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4}))?"
                    + "([/?]([A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?",
            "an address like https://example.com/hooks"),
    /** A description. */
    DESCRIPTION(500, ".*", "a description");

    /** The requirement for all stored text, for error messages. */
    public static final String KEPT = "text with no NUL characters and no unpaired surrogates";

    private static final char REPLACEMENT = '\uFFFD';

    private static final String BLANKS = " \t\n\u000B\f\r\uFEFF";

    private final int maxLength;
    private final Pattern shape;
    private final String description;

    TextField(int maxLength, String shape, String description) {
        this.maxLength = maxLength;
        this.shape = Pattern.compile(shape, Pattern.DOTALL);
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }

    /** Strips and validates a text. */
    @Override
    public Reading read(String written) {
        Objects.requireNonNull(written, "written");
        var text = stripped(written);
        if (text.isEmpty()) {
            return new Reading.Blank();
        }
        if (!canBeKept(text)) {
            return new Reading.Invalid("expected " + KEPT);
        }
        if (text.codePointCount(0, text.length()) > maxLength) {
            return new Reading.Invalid("expected at most %d characters".formatted(maxLength));
        }
        return shape.matcher(text).matches() ? new Reading.Valid(text) : new Reading.Invalid("expected " + description);
    }

    /** Avoids a regular expression, which takes quadratic time on long runs of white space. */
    private static String stripped(String written) {
        int start = 0;
        int end = written.length();
        while (start < end && isBlank(written.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(written.charAt(end - 1))) {
            end--;
        }
        return written.substring(start, end);
    }

    private static boolean isBlank(char character) {
        return Character.isSpaceChar(character) || BLANKS.indexOf(character) >= 0;
    }

    /** Returns whether a text of any field can be stored; see {@link #KEPT}. */
    public static boolean canBeKept(String text) {
        Objects.requireNonNull(text, "text");
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isNone(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns a text with each character that can't be stored replaced by U+FFFD. */
    public static String legible(String text) {
        Objects.requireNonNull(text, "text");
        return canBeKept(text)
                ? text
                : text.codePoints()
                        .map(character -> isNone(character) ? REPLACEMENT : character)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** Whether it is NUL, or one half of a character that takes two, without the other. */
    private static boolean isNone(int character) {
        return character == 0 || Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE;
    }
}
