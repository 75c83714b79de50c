package com.grow.outreach.adapter.rest.request;

import com.grow.outreach.domain.access.AuthorizationRequest;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie with the secrets of a sign-in at an identity provider. The browser also sends it when the provider's page leads
 * back here, unlike {@link SessionCookie}.
 *
 * @param secure whether the browser uses TLS
 */
public record ProviderCookie(boolean secure) {

    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";

    private String name() {
        return (secure ? "__Host-" : "") + "grow_oidc";
    }

    /** Returns the secrets in the cookie of a request; empty without a cookie or with a malformed one. */
    public Optional<AuthorizationRequest> of(ServerRequest request) {
        return Cookies.named(name(), request).flatMap(AuthorizationRequest::parse);
    }

    /** Returns the header that stores secrets in the browser. */
    public Header set(AuthorizationRequest secrets, Duration lifetime) {
        return header(secrets.text(), lifetime);
    }

    /** Returns the header that deletes the cookie. */
    public Header clear() {
        return header("", Duration.ZERO);
    }

    private Header header(String value, Duration lifetime) {
        return HeaderValues.create(
                HeaderNames.SET_COOKIE,
                name() + "=" + value + ATTRIBUTES + lifetime.toSeconds() + (secure ? "; Secure" : ""));
    }
}
