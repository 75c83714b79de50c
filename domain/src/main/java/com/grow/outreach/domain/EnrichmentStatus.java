package com.grow.outreach.domain;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The status of the latest enrichment of a company.
 *
 * <p>API documentation: the field {@code enrichment_status} of companies.
 */
public enum EnrichmentStatus {
    /** The enrichment was requested and has not ended. */
    PENDING("pending"),
    /** The enrichment found the data. */
    COMPLETED("completed"),
    /** The enrichment ended without data. */
    FAILED("failed");

    private final String value;

    EnrichmentStatus(String value) {
        this.value = value;
    }

    /** Returns the value in the API, for example {@code completed}. */
    public String value() {
        return value;
    }

    /** Returns the status with an API value, or empty if there is none. Case-sensitive. */
    public static Optional<EnrichmentStatus> parse(String text) {
        Objects.requireNonNull(text, "text");
        return Arrays.stream(values())
                .filter(status -> status.value.equals(text))
                .findFirst();
    }
}
