package com.grow.outreach.adapter.rest.request;

import com.grow.outreach.domain.access.Secret;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cookie with the secret of a session. Scripts can't read it, and pages of other sites can't send it. If the browser
 * uses TLS, to this server or to a proxy in front of it, the cookie has the prefix {@code __Host-}: then no other host and no
 * connection without TLS can set or see it.
 */
public final class SessionCookie {

    private static final String NAME = "grow_session";
    private static final String SECURE_NAME = "__Host-" + NAME;
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict; Max-Age=";

    private SessionCookie() {}

    /** Returns the secret in the cookie of a request; empty without a cookie or with a malformed one. */
    public static Optional<Secret> of(Headers headers) {
        var cookies = values(headers);
        return Stream.of(SECURE_NAME, NAME)
                .flatMap(name -> cookies.stream()
                        .filter(cookie -> cookie.startsWith(name + "="))
                        .map(cookie -> cookie.substring(name.length() + 1)))
                .findFirst()
                .flatMap(Secret::parse);
    }

    private static List<String> values(Headers headers) {
        if (!headers.contains(HeaderNames.COOKIE)) {
            return List.of();
        }
        return headers.get(HeaderNames.COOKIE).allValues().stream()
                .flatMap(line -> Stream.of(line.split(";")))
                .map(String::strip)
                .toList();
    }

    /** Returns the header that stores the secret of a session in the browser. */
    public static Header set(ServerRequest request, Secret secret, Duration lifetime) {
        return set(isSecure(request), secret, lifetime);
    }

    /**
     * Returns the header that stores the secret of a session in the browser.
     *
     * @param secure whether the browser uses TLS
     */
    public static Header set(boolean secure, Secret secret, Duration lifetime) {
        return header((secure ? SECURE_NAME : NAME) + "=" + secret.value() + ATTRIBUTES + lifetime.toSeconds()
                + (secure ? "; Secure" : ""));
    }

    /** Returns the headers that delete the cookie. */
    public static List<Header> clear() {
        return List.of(header(NAME + "=" + ATTRIBUTES + 0), header(SECURE_NAME + "=" + ATTRIBUTES + 0 + "; Secure"));
    }

    private static Header header(String value) {
        return HeaderValues.create(HeaderNames.SET_COOKIE, value);
    }

    /**
     * Returns whether the browser uses TLS. Behind a proxy that is not trusted, only the browser knows; its {@code
     * Origin} has been checked to be that of this server or of a public host.
     */
    public static boolean isSecure(ServerRequest request) {
        return Client.of(request).secure() || first(request, HeaderNames.ORIGIN).startsWith("https://");
    }

    private static String first(ServerRequest request, HeaderName name) {
        return request.headers().contains(name)
                ? request.headers().get(name).allValues().getFirst()
                : "";
    }
}
