package com.grow.outreach.domain;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * How a person is reached.
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

    /** The word of the API, for example {@code email}. */
    public String value() {
        return value;
    }

    /** The channel of that word of the API, or empty if there is none; upper and lower case differ. */
    public static Optional<Channel> parse(String text) {
        Objects.requireNonNull(text, "text");
        return Arrays.stream(values())
                .filter(channel -> channel.value.equals(text))
                .findFirst();
    }
}
