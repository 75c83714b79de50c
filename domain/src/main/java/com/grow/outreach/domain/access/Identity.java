package com.grow.outreach.domain.access;

import java.util.Objects;

/**
 * A user of an identity provider.
 *
 * @param issuer the identifier of the provider
 * @param subject the identifier of the user, which the provider never gives to another user
 */
public record Identity(String issuer, String subject) {

    public Identity {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(subject, "subject");
    }
}
