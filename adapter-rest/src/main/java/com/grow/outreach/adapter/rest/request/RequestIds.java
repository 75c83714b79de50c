package com.grow.outreach.adapter.rest.request;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The ids of requests, which the audit log records. */
public final class RequestIds {

    /** The header with the id of the request, in the request and in the response. */
    public static final HeaderName HEADER = HeaderNames.create("X-Request-Id");

    private static final HeaderName TRACE = HeaderNames.create("traceparent");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

    /** The version, the id of the trace, the id of the parent, and the flags (W3C Trace Context, 3.2). */
    private static final Pattern TRACE_SHAPE = Pattern.compile(
            "(?!ff)[0-9a-f]{2}-(?!0{32})(?<trace>[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private RequestIds() {}

    /** Returns the id that a request has: a valid {@code X-Request-Id}, else the id of its trace, else a new one. */
    public static String of(ServerRequestHeaders headers) {
        return value(headers, HEADER)
                .filter(id -> ID.matcher(id).matches())
                .or(() -> value(headers, TRACE)
                        .map(TRACE_SHAPE::matcher)
                        .flatMap(matcher -> matcher.matches() ? Optional.of(matcher.group("trace")) : Optional.empty()))
                .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
    }

    private static Optional<String> value(ServerRequestHeaders headers, HeaderName name) {
        return headers.contains(name)
                ? Optional.of(headers.get(name).allValues())
                        .filter(all -> all.size() == 1)
                        .map(all -> all.getFirst())
                : Optional.empty();
    }
}
