package com.grow.outreach.domain;

import java.util.Base64;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * A signing secret of a webhook in the Standard Webhooks format: {@code whsec_} and 32 bytes in Base64.
 *
 * @param value the secret including its prefix
 */
public record WebhookSecret(String value) {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    public WebhookSecret {
        Objects.requireNonNull(value, "value");
    }

    /** Returns a new random secret. The generator should be cryptographically secure. */
    public static WebhookSecret generate(RandomGenerator random) {
        Objects.requireNonNull(random, "random");
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** Returns only the prefix, never the secret. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
