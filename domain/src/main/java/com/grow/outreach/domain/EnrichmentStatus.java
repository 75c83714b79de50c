package com.grow.outreach.domain;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * How the latest enrichment of a company stands.
 *
 * <p>API documentation: the field {@code enrichment_status} of companies.
 */
public enum EnrichmentStatus {
    /** It has been asked for and has not ended. */
    PENDING("pending"),
    /** It has ended with what was looked for. */
    COMPLETED("completed"),
    /** It has ended without. */
    FAILED("failed");

    private final String value;

    EnrichmentStatus(String value) {
        this.value = value;
    }

    /** The word of the API, for example {@code completed}. */
    public String value() {
        return value;
    }

    /** The status of that word of the API, or empty if there is none; upper and lower case differ. */
    public static Optional<EnrichmentStatus> parse(String text) {
        Objects.requireNonNull(text, "text");
        return Arrays.stream(values())
                .filter(status -> status.value.equals(text))
                .findFirst();
    }
}
