package com.grow.outreach.domain.access;

import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A random secret of 256 bits, which proves a session or opens a one-time link. Storages keep only its SHA-256 hash. A slow
 * hash is unnecessary, because nobody can guess 256 bits.
 *
 * @param value the secret in Base64 for URLs, without padding
 */
public record Secret(String value) {

    private static final int BYTES = 32;
    private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{43}");

    /**
     * Creates a secret from a valid text. Use {@link #parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the text does not have the format of a secret
     */
    public Secret {
        if (!FORMAT.matcher(Objects.requireNonNull(value, "value")).matches()) {
            throw new IllegalArgumentException("not a secret of 43 characters");
        }
    }

    /** Returns a new random secret. The generator must be cryptographically secure. */
    public static Secret generate(RandomGenerator random) {
        Objects.requireNonNull(random, "random");
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Returns the secret with this text, or empty if the text does not have the format of a secret. */
    public static Optional<Secret> parse(String text) {
        Objects.requireNonNull(text, "text");
        return FORMAT.matcher(text).matches() ? Optional.of(new Secret(text)) : Optional.empty();
    }

    /** Returns no part of the secret. */
    @Override
    public String toString() {
        return "Secret[…]";
    }
}
