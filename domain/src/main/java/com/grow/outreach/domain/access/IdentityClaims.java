package com.grow.outreach.domain.access;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement of an identity provider about one of its users.
 *
 * @param identity the user of the provider
 * @param verifiedEmail the e-mail address, or null if there is none or the provider has not verified it
 * @param name the name, or null if the provider doesn't say it
 * @param roles the names of the user's roles at the provider, which may mean nothing to Grow
 */
public record IdentityClaims(
        Identity identity,
        @Nullable String verifiedEmail,
        @Nullable String name,
        Set<String> roles) {

    public IdentityClaims {
        Objects.requireNonNull(identity, "identity");
        roles = Set.copyOf(Objects.requireNonNull(roles, "roles"));
    }

    /** Returns the role with the most permissions among {@link #roles}, or empty if none of them is a role of Grow. */
    public Optional<Role> role() {
        return Arrays.stream(Role.values())
                .filter(role -> roles.contains(role.value()))
                .findFirst();
    }
}
