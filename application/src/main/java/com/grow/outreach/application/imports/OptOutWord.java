package com.grow.outreach.application.imports;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The words that spreadsheets and other systems write in columns of opt-outs. */
public final class OptOutWord {

    private static final Set<String> OPTED_OUT = Set.of("true", "yes", "y", "1", "x", "all", "ja", "wahr", "oui");

    private static final Set<String> NOT_OPTED_OUT = Set.of("false", "no", "n", "0", "none", "nein", "falsch", "non");

    private OptOutWord() {}

    /** Returns whether a word means an opt-out; empty if the text is none of the words. Case is ignored. */
    public static Optional<Boolean> parse(String text) {
        var word = Objects.requireNonNull(text, "text").strip().toLowerCase(Locale.ROOT);
        if (OPTED_OUT.contains(word)) {
            return Optional.of(true);
        }
        return NOT_OPTED_OUT.contains(word) ? Optional.of(false) : Optional.empty();
    }
}
