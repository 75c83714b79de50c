package com.grow.outreach.application.query;

import java.util.Objects;

/**
 * What its sender calls a request that may be sent again.
 *
 * <p>API documentation: the header {@code Idempotency-Key}.
 *
 * @param value any text; keys that differ in anything are different
 */
public record RequestKey(String value) {

    public RequestKey {
        Objects.requireNonNull(value, "value");
    }
}
