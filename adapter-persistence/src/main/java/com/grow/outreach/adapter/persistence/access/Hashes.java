package com.grow.outreach.adapter.persistence.access;

import com.grow.outreach.domain.access.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 hashes that are stored instead of secrets and of the addresses of failed sign-ins. */
final class Hashes {

    private Hashes() {}

    static byte[] of(Secret secret) {
        return of(secret.value());
    }

    static byte[] of(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
