package com.grow.outreach.domain;

import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A property that identifies existing records when their id is not known. Several records may have the same value; then the
 * key is ambiguous.
 */
public enum NaturalKey {
    /** The name of a person or sequence; case-sensitive. */
    NAME("name", UnaryOperator.identity()),
    /** The name of a user or company, ignoring case and the number of blanks; see {@link Folding#key}. */
    FOLDED_NAME("name", Folding::key),
    /** The internet domain of a company; case-insensitive. */
    DOMAIN("domain", text -> text.toLowerCase(Locale.ROOT)),
    /** The e-mail address of a user or person; case-insensitive. */
    EMAIL("email", text -> text.toLowerCase(Locale.ROOT)),
    /** The LinkedIn profile of a person in its canonical form. */
    LINKEDIN_PROFILE("linkedin_url", UnaryOperator.identity());

    private final String value;
    private final UnaryOperator<String> normalization;

    NaturalKey(String value, UnaryOperator<String> normalization) {
        this.value = value;
        this.normalization = normalization;
    }

    /** Returns the name of the property, for example {@code email}. */
    public String value() {
        return value;
    }

    /** Returns the form in which values are compared. Two values match if their normalized forms are equal. */
    public String normalized(String text) {
        Objects.requireNonNull(text, "text");
        return normalization.apply(text);
    }
}
