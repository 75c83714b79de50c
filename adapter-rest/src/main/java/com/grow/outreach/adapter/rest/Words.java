package com.grow.outreach.adapter.rest;

import java.util.Collection;

/** How a problem's detail quotes what came and lists what is allowed. */
final class Words {

    private static final int LONGEST_QUOTE = 100;

    private Words() {}

    /** What came, in quotes; cut if it is long. */
    static String quote(String text) {
        return "'" + shorten(text) + "'";
    }

    /** What came; cut if it is long. */
    static String shorten(String text) {
        if (text.length() <= LONGEST_QUOTE) {
            return text;
        }
        // Not in the middle of a character that takes two, as an emoji does.
        boolean splits = Character.isHighSurrogate(text.charAt(LONGEST_QUOTE - 1));
        return text.substring(0, splits ? LONGEST_QUOTE - 1 : LONGEST_QUOTE) + "…";
    }

    /** Words one of which is right. */
    static String oneOf(Collection<String> words) {
        return "allowed: " + String.join(", ", words);
    }
}
