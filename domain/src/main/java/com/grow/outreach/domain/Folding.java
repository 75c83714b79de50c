package com.grow.outreach.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;

/**
 * Case folding for substring searches in names and domains. It ignores case and treats composed and decomposed accents
 * alike.
 */
public final class Folding {

    private static final char FINAL_SIGMA = 'ς';
    private static final char SIGMA = 'σ';
    private static final String DOTTED_I = "i\u0307";

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

    /** Returns whether the folded text contains the folded part. */
    public static boolean contains(String text, String part) {
        Objects.requireNonNull(part, "part");
        return of(text).contains(of(part));
    }
}
