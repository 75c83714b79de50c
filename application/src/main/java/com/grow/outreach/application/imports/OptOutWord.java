package com.grow.outreach.application.imports;

import com.grow.outreach.domain.contact.Placeholder;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The words that spreadsheets and other systems write in columns of opt-outs. */
public final class OptOutWord {

    private static final Set<String> OPTED_OUT = Set.of(
            "true",
            "t",
            "yes",
            "y",
            "1",
            "x",
            "✓",
            "✔",
            "on",
            "checked",
            "all",
            "opted out",
            "opt out",
            "opt-out",
            "opted-out",
            "unsubscribed",
            "ja",
            "wahr",
            "oui",
            "vrai",
            "sí",
            "si");

    private static final Set<String> NOT_OPTED_OUT = Set.of(
            "false",
            "f",
            "no",
            "n",
            "0",
            "none",
            "off",
            "unchecked",
            "opted in",
            "opt in",
            "opt-in",
            "opted-in",
            "subscribed",
            "nein",
            "falsch",
            "non",
            "faux");

    private OptOutWord() {}

    /**
     * Returns whether a word means an opt-out; empty if the text is none of the words. A placeholder such as {@code N/A} means
     * none. Case is ignored.
     */
    public static Optional<Boolean> parse(String text) {
        var word = Objects.requireNonNull(text, "text").strip().toLowerCase(Locale.ROOT);
        if (OPTED_OUT.contains(word)) {
            return Optional.of(true);
        }
        return NOT_OPTED_OUT.contains(word) || Placeholder.is(word) ? Optional.of(false) : Optional.empty();
    }
}
