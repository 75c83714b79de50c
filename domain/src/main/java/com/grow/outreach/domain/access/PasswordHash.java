package com.grow.outreach.domain.access;

import java.util.Objects;

/**
 * A password hash with its salt and parameters.
 *
 * @param value the encoded hash, for example {@code $argon2id$v=19$m=…}
 */
public record PasswordHash(String value) {

    public PasswordHash {
        Objects.requireNonNull(value, "value");
    }

    /** Returns no part of the hash. */
    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}
