package com.grow.outreach.domain;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A channel for reaching a person.
 *
 * <p>API documentation: the field and the parameter {@code channel}.
 */
public enum Channel {
    PHONE("phone"),
    EMAIL("email"),
    LINKEDIN("linkedin");

    private final String value;

    Channel(String value) {
        this.value = value;
    }

    /** Returns the value in the API, for example {@code email}. */
    public String value() {
        return value;
    }

    /** Returns the channel with an API value, or empty if there is none. Case-sensitive. */
    public static Optional<Channel> parse(String text) {
        Objects.requireNonNull(text, "text");
        return Arrays.stream(values())
                .filter(channel -> channel.value.equals(text))
                .findFirst();
    }
}
