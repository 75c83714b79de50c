package com.grow.outreach.domain;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a company is a potential customer.
 *
 * <p>API documentation: the field and the parameter {@code fit} of companies; in the field, unknown is null.
 */
public enum Fit {
    /** The company is a fit. */
    YES("true"),
    /** The company is not a fit. */
    NO("false"),
    /** The company has not been assessed. */
    UNKNOWN("unknown");

    private final String value;

    Fit(String value) {
        this.value = value;
    }

    /** Returns the value in the API, for example {@code unknown}. */
    public String value() {
        return value;
    }

    /** Returns the fit with an API value, or empty if there is none. Case-sensitive. */
    public static Optional<Fit> parse(String text) {
        Objects.requireNonNull(text, "text");
        return Arrays.stream(values()).filter(fit -> fit.value.equals(text)).findFirst();
    }
}
