package com.grow.outreach.application.duplicate;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kind of records that a search for duplicates compares.
 *
 * <p>API documentation: {@code GET /api/duplicates}, the parameter {@code kind}.
 */
public enum DuplicateKind {
    PEOPLE("people"),
    COMPANIES("companies");

    private final String value;

    DuplicateKind(String value) {
        this.value = value;
    }

    /** Returns the value in the API, for example {@code people}. */
    public String value() {
        return value;
    }

    /** Returns the kind with an API value, or empty if there is none. Case-sensitive. */
    public static Optional<DuplicateKind> parse(String value) {
        return Arrays.stream(values()).filter(kind -> kind.value.equals(value)).findFirst();
    }
}
