package com.grow.outreach.domain.contact;

import java.text.Normalizer;
import java.util.Map;

/** Removes what copying and other programs add around a value. */
final class Spelling {

    private static final Map<Character, Character> PAIRS =
            Map.of('<', '>', '(', ')', '[', ']', '"', '"', '\'', '\'', '‘', '’', '“', '”', '«', '»', '„', '“');

    private static final String QUOTES = "\"'‘’“”«»„`";

    private static final String SEPARATORS = ";,.:";

    private Spelling() {}

    /** Returns a text in NFC without format characters such as U+200B and U+00AD, with plain spaces and none around it. */
    static String visible(String written) {
        var text = new StringBuilder(written.length());
        written.codePoints().forEach(character -> {
            if (Character.isSpaceChar(character) || Character.isWhitespace(character)) {
                text.append(' ');
            } else if (Character.getType(character) != Character.FORMAT) {
                text.appendCodePoint(character);
            }
        });
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    /** Returns a text without quotes and brackets around it, separators after it, and as a formula like {@code ="x"}. */
    static String unwrapped(String text) {
        var result = text.startsWith("=\"") ? text.substring(1) : text;
        for (var before = ""; !before.equals(result); ) {
            before = result;
            result = withoutSeparators(withoutPair(result));
        }
        return result;
    }

    private static String withoutPair(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int start = 0;
        int end = text.length();
        var closing = PAIRS.get(text.charAt(0));
        if (end > 1 && closing != null && text.charAt(end - 1) == closing) {
            start++;
            end--;
        } else if (QUOTES.indexOf(text.charAt(0)) >= 0) {
            start++;
        } else if (QUOTES.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end).strip();
    }

    private static String withoutSeparators(String text) {
        int end = text.length();
        while (end > 0 && SEPARATORS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end).strip();
    }
}
