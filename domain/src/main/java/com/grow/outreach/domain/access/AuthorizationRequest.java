package com.grow.outreach.domain.access;

import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The secrets of one sign-in at an identity provider. The browser that began the sign-in keeps them until it returns, so no
 * other browser can complete it.
 *
 * @param state the value that the provider returns to the browser (RFC 6749, 4.1.1)
 * @param nonce the value that the provider puts into the ID token (OpenID Connect Core 1.0, 3.1.2.1)
 * @param verifier the value that proves to the provider that the same client redeems the code (RFC 7636)
 */
public record AuthorizationRequest(Secret state, Secret nonce, Secret verifier) {

    private static final Pattern FORMAT =
            Pattern.compile("([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})");

    public AuthorizationRequest {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(nonce, "nonce");
        Objects.requireNonNull(verifier, "verifier");
    }

    /** Returns a request with new random secrets. The generator must be cryptographically secure. */
    public static AuthorizationRequest generate(RandomGenerator random) {
        return new AuthorizationRequest(Secret.generate(random), Secret.generate(random), Secret.generate(random));
    }

    /** Returns the secrets as one text, which {@link #parse} reads. */
    public String text() {
        return String.join(".", state.value(), nonce.value(), verifier.value());
    }

    /** Returns the request with this text, or empty if the text does not have the format of a request. */
    public static Optional<AuthorizationRequest> parse(String text) {
        var parts = FORMAT.matcher(Objects.requireNonNull(text, "text"));
        return parts.matches()
                ? Optional.of(new AuthorizationRequest(
                        new Secret(parts.group(1)), new Secret(parts.group(2)), new Secret(parts.group(3))))
                : Optional.empty();
    }

    /** Returns no part of the secrets. */
    @Override
    public String toString() {
        return "AuthorizationRequest[…]";
    }
}
