package com.grow.outreach.domain;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A kind of {@link OutreachEvent}.
 *
 * <p>API documentation: {@code GET /api/events}, the field {@code type}.
 */
public enum EventType {
    CREATED("outreach.created"),
    TRANSITIONED("outreach.transitioned"),
    ASSIGNED("outreach.assigned"),
    DELETED("outreach.deleted"),
    PERSON_MERGED("person.merged"),
    COMPANY_MERGED("company.merged");

    private final String value;

    EventType(String value) {
        this.value = value;
    }

    /** Returns the value in the API, for example {@code outreach.created}. */
    public String value() {
        return value;
    }

    /** Returns the type with an API value, or empty if there is none. Case-sensitive. */
    public static Optional<EventType> parse(String value) {
        Objects.requireNonNull(value, "value");
        return Arrays.stream(values()).filter(type -> type.value.equals(value)).findFirst();
    }
}
