package com.grow.outreach.domain;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a machine that is not ours said, cut down to what can be kept and shown to people: it may be anything at all. */
public final class Excerpt {

    /** How many characters are left of it at most. */
    public static final int MAX_LENGTH = 200;

    /** Beyond this there is nothing that could be left, but perhaps megabytes. */
    private static final int READ = 4 * MAX_LENGTH;

    /** NUL and half characters can't be kept; the others can't be seen, or begin a new line. */
    private static final Pattern ILLEGIBLE = Pattern.compile("[\\p{C}\\p{Z}]+");

    private Excerpt() {}

    /** One line of it, of what can be seen; empty if nothing is left, or there was nothing. */
    public static String of(@Nullable String said) {
        if (said == null) {
            return "";
        }
        var beginning = said.substring(0, Math.min(said.length(), READ));
        var line = ILLEGIBLE.matcher(beginning).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) > MAX_LENGTH
                ? line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH))
                : line;
    }
}
