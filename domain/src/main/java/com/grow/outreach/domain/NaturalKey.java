package com.grow.outreach.domain;

import java.util.Locale;
import java.util.Objects;

/**
 * A property that identifies existing records when their id is not known. Several records may have the same value; then the
 * key is ambiguous.
 */
public enum NaturalKey {
    /** The name of a user, company, person or sequence; case-sensitive. */
    NAME("name", true),
    /** The internet domain of a company; case-insensitive. */
    DOMAIN("domain", false),
    /** The e-mail address of a user or person; case-insensitive. */
    EMAIL("email", false);

    private final String value;
    private final boolean caseSensitive;

    NaturalKey(String value, boolean caseSensitive) {
        this.value = value;
        this.caseSensitive = caseSensitive;
    }

    /** Returns the name of the property, for example {@code email}. */
    public String value() {
        return value;
    }

    /** Returns whether values that differ only in case are different. */
    public boolean isCaseSensitive() {
        return caseSensitive;
    }

    /** Returns the form in which values are compared. Two values match if their normalized forms are equal. */
    public String normalized(String text) {
        Objects.requireNonNull(text, "text");
        return caseSensitive ? text : text.toLowerCase(Locale.ROOT);
    }
}
