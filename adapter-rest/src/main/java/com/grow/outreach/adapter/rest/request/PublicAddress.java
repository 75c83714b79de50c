package com.grow.outreach.adapter.rest.request;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.regex.Pattern;

/**
 * The address under which a browser reaches this server. Browsers send their scheme with no request for a page. So a request
 * without TLS came through a proxy with TLS, unless it is for this machine or for an IP address. A trusted proxy names the
 * scheme.
 *
 * @param secure whether the browser uses TLS
 * @param authority the host and the port, as in the {@code Host} header, which has been checked
 */
public record PublicAddress(boolean secure, String authority) {

    private static final Pattern PLAIN =
            Pattern.compile("(?i)((.+\\.)?localhost|\\[[0-9a-f:.]+\\]|[0-9]+(\\.[0-9]+){3})(:[0-9]*)?");

    public static PublicAddress of(ServerRequest request) {
        var authority = request.headers().contains(HeaderNames.HOST)
                ? request.headers().get(HeaderNames.HOST).allValues().getFirst()
                : "localhost";
        return of(Client.of(request).secure(), authority);
    }

    static PublicAddress of(boolean tls, String authority) {
        return new PublicAddress(tls || !PLAIN.matcher(authority).matches(), authority);
    }

    /** Returns the URL of a path. */
    public String url(String path) {
        return (secure ? "https://" : "http://") + authority + path;
    }
}
