package com.grow.outreach.domain.access;

import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token with which a program calls the API on behalf of a user.
 *
 * <p>API documentation: {@code /api/tokens}.
 *
 * @param id the id
 * @param user the owner
 * @param name the name that the owner gave it
 * @param start the first characters of the secret, by which the owner recognizes it
 * @param role the role of requests with the token; see {@link Account#caller(ApiToken, Account.Visibility)}
 * @param mayActForOthers whether requests with the token may name another actor
 * @param createdAt when it was created
 * @param expiresAt when it expires, or null for never
 * @param lastUsedAt when it was last used, to the minute, or null for never
 * @param revokedAt when it was revoked, or null if it was not
 */
public record ApiToken(
        TokenId id,
        UserId user,
        String name,
        String start,
        Role role,
        boolean mayActForOthers,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    /** The prefix of every secret, which secret scanners look for. */
    public static final String PREFIX = "grow_pat_";

    /** The number of random characters of a secret. They have 256 bits of entropy. */
    private static final int RANDOM_LENGTH = 43;

    private static final int START_LENGTH = PREFIX.length() + 4;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern SECRET = Pattern.compile(PREFIX + "[0-9A-Za-z]{" + RANDOM_LENGTH + "}");

    public ApiToken {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** Returns whether requests with the token are accepted at a time. */
    public boolean isUsableAt(Instant now) {
        Objects.requireNonNull(now, "now");
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /**
     * Returns a new secret.
     *
     * @param random a cryptographically secure generator
     */
    public static String newSecret(RandomGenerator random) {
        Objects.requireNonNull(random, "random");
        var secret = new StringBuilder(PREFIX);
        random.ints(RANDOM_LENGTH, 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .forEach(secret::append);
        return secret.toString();
    }

    /** Returns whether a text has the format of a secret. */
    public static boolean isSecret(String text) {
        return SECRET.matcher(Objects.requireNonNull(text, "text")).matches();
    }

    /** Returns the part of a secret that may be shown and stored. */
    public static String start(String secret) {
        return Objects.requireNonNull(secret, "secret").substring(0, START_LENGTH);
    }
}
