package com.grow.outreach.adapter.identity.oidc;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The registration of Grow at an OpenID provider.
 *
 * @param issuer the identifier of the provider, below which it publishes its configuration
 * @param clientId the client id
 * @param clientSecret the client secret, or null for a public client
 * @param audience the audience of access tokens for Grow
 * @param rolesClaim the claim with the names of the user's roles: a name, or a path of names separated by dots
 */
public record OidcSettings(
        URI issuer, String clientId, @Nullable String clientSecret, String audience, String rolesClaim) {

    /** The default of {@link #rolesClaim}. */
    public static final String DEFAULT_ROLES_CLAIM = "roles";

    public OidcSettings {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(audience, "audience");
        Objects.requireNonNull(rolesClaim, "rolesClaim");
    }

    /** Returns the settings without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[%s, %s]".formatted(issuer, clientId);
    }
}
