package com.grow.outreach.application.query;

import java.util.Objects;

/**
 * The idempotency key of a request, which the client chooses.
 *
 * <p>API documentation: the header {@code Idempotency-Key}.
 *
 * @param value any text, compared exactly
 */
public record RequestKey(String value) {

    public RequestKey {
        Objects.requireNonNull(value, "value");
    }
}
