package com.grow.outreach.domain;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What people may write into a field of a company, a person, a sequence or a user. The rules are as wide as real data is:
 * they keep out what can't be kept, sorted or used, not what is odd.
 *
 * <p>API documentation: the fields of {@code POST /api/companies}, {@code /api/people}, {@code /api/sequences} and
 * {@code /api/users}.
 */
public enum TextField {
    /** What something or somebody is called. */
    NAME(500, ".*", "a name"),
    /** What a person does at their company. */
    TITLE(500, ".*", "a title"),
    /** An address for mail. */
    EMAIL(320, "[^\\s@]+@[^\\s@]+", "an address like ann@acme.com"),
    /** A telephone number, however it is written. */
    PHONE(100, ".*\\d.*", "a number like +1 555 0100"),
    /** A page on the web. */
    URL(2_000, "(?i:https?)://[^\\s/?#]+\\S*", "an address that begins with http:// or https://"),
    /** A domain on the internet. */
    DOMAIN(
            253,
            "[\\p{L}\\p{M}\\p{N}_-]+(\\.[\\p{L}\\p{M}\\p{N}_-]+)+",
            "a domain like acme.com, without https:// before it or a path after it"),
    /** A market that a company belongs to. */
    SEGMENT(100, ".*", "a segment"),
    /**
     * An address that requests are sent to: of http or https, with a host and a port that there can be, and nothing in it
     * that a request line can't have.
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
    /** What something is for. */
    DESCRIPTION(500, ".*", "a description");

    /** What any text has to be to be kept, in words. */
    public static final String KEPT = "text without NUL and without half characters";

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

    /** What came of reading a text. */
    public sealed interface Reading {

        /**
         * It is good.
         *
         * @param text what to keep: without the spaces that were around it
         */
        record Valid(String text) implements Reading {

            public Valid {
                Objects.requireNonNull(text, "text");
            }
        }

        /** There is nothing in it, or nothing but spaces. */
        record Blank() implements Reading {}

        /**
         * It is not for this field.
         *
         * @param reason what would be right, for people: {@code expected at most 500 characters}
         */
        record Invalid(String reason) implements Reading {

            public Invalid {
                Objects.requireNonNull(reason, "reason");
            }
        }
    }

    /** What belongs here, in words, for example {@code an address like ann@acme.com}. */
    public String description() {
        return description;
    }

    /** Reads what somebody wrote. */
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

    /** Not by a regular expression, which would try anew at each of a million spaces in the middle. */
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

    /** Whether a text, of whichever field, can be kept: whether it is {@link #KEPT}. */
    public static boolean canBeKept(String text) {
        Objects.requireNonNull(text, "text");
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isNone(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A text for people to read of which something may be wrong: with a mark in place of each character that can't be kept. */
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
