package com.grow.outreach.domain.contact;

import com.grow.outreach.domain.Folding;
import java.util.Objects;
import java.util.Set;

/** The texts that people and programs write where they know nothing, such as {@code N/A}. */
public final class Placeholder {

    private static final Set<String> TEXTS = Set.of(
            "n/a",
            "#n/a",
            "n.a",
            "n.a.",
            "n. a.",
            "n/a.",
            "n/d",
            "k.a.",
            "k. a.",
            "s/n",
            "na",
            "none",
            "null",
            "nil",
            "nan",
            "(none)",
            "(null)",
            "(blank)",
            "(empty)",
            "<null>",
            "<none>",
            "[null]",
            "undefined",
            "unknown",
            "unassigned",
            "no owner",
            "(unknown)",
            "[unknown]",
            "unbekannt",
            "keine",
            "keine angabe",
            "inconnu",
            "desconocido",
            "sconosciuto",
            "none.",
            "n / a",
            "n\\a",
            "<na>",
            "<n/a>",
            "(n/a)",
            "[n/a]",
            "[none]",
            "[blank]",
            "not set",
            "(not set)",
            "not known",
            "not found",
            "not listed",
            "unspecified",
            "no email",
            "no e-mail",
            "noemail",
            "no phone",
            "no name",
            "keine daten",
            "not available",
            "not applicable",
            "not provided",
            "not specified",
            "no data",
            "no value",
            "empty",
            "blank",
            "missing",
            "tbd",
            "tba",
            "tbc",
            "xxx",
            "#ref!",
            "#value!",
            "#name?",
            "#null!",
            "#div/0!",
            "#num!",
            "\\n");

    private Placeholder() {}

    /** Returns whether a text stands for no value, ignoring case and surrounding white space. */
    public static boolean is(String text) {
        var folded = Folding.of(Spelling.visible(Objects.requireNonNull(text, "text")));
        return TEXTS.contains(folded)
                || !folded.isEmpty() && folded.codePoints().allMatch(character -> "-–—_.?*/ ".indexOf(character) >= 0);
    }
}
