package com.grow.outreach.domain;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The confidence that two records are duplicates.
 *
 * <p>API documentation: {@code GET /api/duplicates}, the field {@code confidence}.
 */
public enum Confidence {
    /** They share an identifier and nothing contradicts. They can be merged without review. */
    EXACT("exact"),
    /** A person should compare them before they are merged. */
    LIKELY("likely");

    private final String value;

    Confidence(String value) {
        this.value = value;
    }

    /** Returns the value in the API, for example {@code exact}. */
    public String value() {
        return value;
    }

    /** Returns the confidence with an API value, or empty if there is none. Case-sensitive. */
    public static Optional<Confidence> parse(String value) {
        Objects.requireNonNull(value, "value");
        return Arrays.stream(values())
                .filter(confidence -> confidence.value.equals(value))
                .findFirst();
    }
}
