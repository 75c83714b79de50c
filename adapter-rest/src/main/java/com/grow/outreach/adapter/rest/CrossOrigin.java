package com.grow.outreach.adapter.rest;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A filter that lets pages of the configured origins call the API from a browser (the CORS protocol of the Fetch
 * standard). Every response to an allowed origin has the CORS headers, including problems. The server also responds to
 * reads from other origins, but the browser hides the response from the page. {@link ForeignRequests} rejects writes.
 * Helidon's own filter is not used because it also rejects reads, including those of our own pages behind a proxy that
 * changes the host.
 */
final class CrossOrigin implements Filter {

    private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, HeaderNames.ORIGIN_NAME);
    private static final Header EXPOSED = HeaderValues.createCached(
            HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
            "ETag, Link, Location, Retry-After, Idempotency-Replayed, RateLimit, RateLimit-Policy, X-Request-Id");
    private static final Header METHODS = HeaderValues.createCached(
            HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    private static final Header HEADERS = HeaderValues.createCached(
            HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
            "Content-Type, If-Match, If-None-Match, Idempotency-Key, Grow-Actor, Last-Event-ID, Authorization,"
                    + " traceparent, tracestate, X-Request-Id");
    private static final Header MAX_AGE = HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_MAX_AGE, "600");

    private final Set<String> allowed;

    CrossOrigin(Set<Origin> allowed) {
        this.allowed = allowed.stream().map(Origin::value).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!allowed.isEmpty()) {
            response.headers().add(VARY);
            request.headers()
                    .value(HeaderNames.ORIGIN)
                    .filter(allowed::contains)
                    .ifPresent(origin -> allow(origin, request, response));
        }
        chain.proceed();
    }

    private static void allow(String origin, RoutingRequest request, RoutingResponse response) {
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        boolean preflight = request.prologue().method().equals(Method.OPTIONS)
                && request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
        if (preflight) {
            response.header(METHODS).header(HEADERS).header(MAX_AGE);
        } else {
            response.header(EXPOSED);
        }
    }
}
