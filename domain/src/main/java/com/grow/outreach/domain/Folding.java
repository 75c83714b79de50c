package com.grow.outreach.domain;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Case folding for searches in names and domains. It ignores case and treats composed and decomposed accents alike.
 */
public final class Folding {

    private static final char FINAL_SIGMA = 'ς';
    private static final char SIGMA = 'σ';
    private static final String DOTTED_I = "i\u0307";

    private static final Pattern BLANKS =
            Pattern.compile("[\\t-\\r \\x85\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]+");

    private Folding() {}

    /**
     * Returns the folded form of a text in NFC. The text is upper-cased first, which unifies {@code ß} and {@code SS}.
     * The replacements undo special cases of lower-casing: a final {@code Σ}, {@code İ} and {@code ẞ}.
     */
    public static String of(String text) {
        Objects.requireNonNull(text, "text");
        var lower = Normalizer.normalize(text, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace(FINAL_SIGMA, SIGMA)
                .replace(DOTTED_I, "i")
                .replace("ß", "ss");
        return Normalizer.normalize(lower, Normalizer.Form.NFC);
    }

    /** Returns the form in which names are compared: folded, with one space in place of blanks and none around it. */
    public static String key(String name) {
        Objects.requireNonNull(name, "name");
        return BLANKS.matcher(of(name)).replaceAll(" ").strip();
    }

    /** Returns the different words of a text, which blanks separate. A text of only blanks is one word. */
    public static List<String> words(String text) {
        Objects.requireNonNull(text, "text");
        var words = BLANKS.splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        return words.isEmpty() ? List.of(text) : words;
    }

    /** Returns whether a name contains each word of a text as a part, in any order. */
    public static boolean containsWords(String name, String text) {
        Objects.requireNonNull(name, "name");
        var folded = of(name);
        return words(text).stream().map(Folding::of).allMatch(folded::contains);
    }

    /** Returns whether the folded text contains the folded part. */
    public static boolean contains(String text, String part) {
        Objects.requireNonNull(part, "part");
        return of(text).contains(of(part));
    }
}
