package com.grow.outreach.adapter.rest.request;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.stream.Stream;

/** The cookies of requests. */
final class Cookies {

    private Cookies() {}

    /** Returns the value of the first cookie with a name, or empty without one. */
    static Optional<String> named(String name, ServerRequest request) {
        if (!request.headers().contains(HeaderNames.COOKIE)) {
            return Optional.empty();
        }
        var start = name + "=";
        return request.headers().get(HeaderNames.COOKIE).allValues().stream()
                .flatMap(line -> Stream.of(line.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(start))
                .findFirst()
                .map(cookie -> cookie.substring(start.length()));
    }
}
