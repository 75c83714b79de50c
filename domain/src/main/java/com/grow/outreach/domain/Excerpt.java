package com.grow.outreach.domain;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shortens untrusted text from other systems to one printable line that can be stored. */
public final class Excerpt {

    /** The maximum length of an excerpt in characters. */
    public static final int MAX_LENGTH = 200;

    /** The part of a text that is read, which may have megabytes. */
    private static final int READ = 4 * MAX_LENGTH;

    /** NUL and unpaired surrogates, which can't be stored, other invisible characters and white space. */
    private static final Pattern ILLEGIBLE = Pattern.compile("[\\p{C}\\p{Z}]+");

    private Excerpt() {}

    /** Returns an excerpt of a text, which may be null; empty if it has no printable characters. */
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
