package com.grow.outreach.domain;

import java.util.Base64;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * What the deliveries of a webhook are signed with, as Standard Webhooks writes it: {@code whsec_} and 32 bytes in Base64.
 *
 * @param value the whole secret with its prefix
 */
public record WebhookSecret(String value) {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    public WebhookSecret {
        Objects.requireNonNull(value, "value");
    }

    /** A new one that nobody can guess, as far as that is true of what is random. */
    public static WebhookSecret generate(RandomGenerator random) {
        Objects.requireNonNull(random, "random");
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
