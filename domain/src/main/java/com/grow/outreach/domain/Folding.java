package com.grow.outreach.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;

/**
 * What names and domains are compared by when a part of them is searched for: the same for upper and lower case, and for
 * letters with accents in composed and decomposed form.
 */
public final class Folding {

    private static final char FINAL_SIGMA = 'ς';
    private static final char SIGMA = 'σ';
    private static final String DOTTED_I = "i\u0307";

    private Folding() {}

    /**
     * Returns the folded form of a text, in NFC. Upper case comes first, since more is the same there, such as {@code ß}
     * and {@code SS}. What is replaced is what lower case makes of {@code Σ} at the end of a word, of {@code İ} and of
     * {@code ẞ}.
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

    /** Whether a text has a part in it, both folded. */
    public static boolean contains(String text, String part) {
        Objects.requireNonNull(part, "part");
        return of(text).contains(of(part));
    }
}
