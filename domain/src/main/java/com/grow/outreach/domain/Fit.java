package com.grow.outreach.domain;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a company is one that the team wants to sell to.
 *
 * <p>API documentation: the field and the parameter {@code fit} of companies; in the field, unknown is null.
 */
public enum Fit {
    /** It is one. */
    YES("true"),
    /** It is not. */
    NO("false"),
    /** Nobody has judged it yet. */
    UNKNOWN("unknown");

    private final String value;

    Fit(String value) {
        this.value = value;
    }

    /** The word of the API, for example {@code unknown}. */
    public String value() {
        return value;
    }

    /** The fit of that word of the API, or empty if there is none; upper and lower case differ. */
    public static Optional<Fit> parse(String text) {
        Objects.requireNonNull(text, "text");
        return Arrays.stream(values()).filter(fit -> fit.value.equals(text)).findFirst();
    }
}
