package com.grow.outreach.adapter.rest.request;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookie with the ID token of a sign-in at an identity provider. The provider gets the token back when the user signs out.
 * Grow accepts it as a credential nowhere.
 *
 * @param secure whether the browser uses TLS
 */
public record IdTokenCookie(boolean secure) {

    /** Browsers keep cookies of up to 4,096 characters with their names and attributes. */
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_.-]{1,3500}");

    /** The path of the sign-out, so that other requests don't carry the token. */
    private static final String ATTRIBUTES = "; Path=/api/session; HttpOnly; SameSite=Strict; Max-Age=";

    private String name() {
        return (secure ? "__Secure-" : "") + "grow_id_token";
    }

    /** Returns the token in the cookie of a request; empty without a cookie or with a malformed one. */
    public Optional<String> of(ServerRequest request) {
        return Cookies.named(name(), request)
                .filter(value -> VALUE.matcher(value).matches());
    }

    /** Returns the header that stores a token in the browser; empty if it is too long for a cookie. */
    public Optional<Header> set(String idToken, Duration lifetime) {
        return VALUE.matcher(idToken).matches() ? Optional.of(header(idToken, lifetime)) : Optional.empty();
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
