package com.grow.outreach.adapter.identity.oidc;

import com.grow.outreach.domain.access.Identity;
import com.grow.outreach.domain.access.IdentityClaims;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reading of the claims of a validated token.
 *
 * @param rolesClaim see {@link OidcSettings#rolesClaim()}
 */
record Claims(String rolesClaim) {

    static final String EMAIL = "email";
    private static final String SUBJECT = "sub";
    private static final Pattern DOT = Pattern.compile(".", Pattern.LITERAL);

    /** The provider without {@code email_verified}. It has a claim of its own with the same meaning. */
    private static final String ENTRA_HOST = "login.microsoftonline.com";

    IdentityClaims read(String issuer, Map<String, Object> claims) {
        var subject = Objects.requireNonNull(text(claims.get(SUBJECT)), SUBJECT);
        return new IdentityClaims(
                new Identity(issuer, subject),
                isVerified(issuer, claims) ? text(claims.get(EMAIL)) : null,
                text(claims.get("name")),
                roles(claims));
    }

    private static boolean isVerified(String issuer, Map<String, Object> claims) {
        var verified = claims.get("email_verified");
        if (verified == null && ENTRA_HOST.equals(URI.create(issuer).getHost())) {
            return Set.of("true", "1").contains(String.valueOf(claims.get("xms_edov")));
        }
        return Boolean.TRUE.equals(verified);
    }

    private Set<String> roles(Map<String, Object> claims) {
        // Names of claims may be URLs, which contain dots.
        Object found = claims.containsKey(rolesClaim) ? claims.get(rolesClaim) : claims;
        if (found == claims) {
            for (var name : DOT.split(rolesClaim)) {
                found = found instanceof Map<?, ?> object ? object.get(name) : null;
            }
        }
        if (found instanceof Collection<?> names) {
            return names.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .collect(Collectors.toUnmodifiableSet());
        }
        var name = text(found);
        return name == null ? Set.of() : Set.of(name);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? text : null;
    }
}
