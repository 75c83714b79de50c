package com.grow.outreach.adapter.rest;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Sends answers. */
final class Responses {

    static final String RETRY_AFTER_SECONDS = "1";

    private Responses() {}

    /** Answers 200 with JSON. */
    static void ok(ServerRequest request, ServerResponse response, byte[] json) {
        ok(request, response, Json.MEDIA_TYPE, json);
    }

    /** Answers 200 with content of some type. */
    static void ok(ServerRequest request, ServerResponse response, String mediaType, byte[] content) {
        send(request, response.status(Status.OK_200), mediaType, content);
    }

    /** Answers with a problem. */
    static void problem(ServerRequest request, ServerResponse response, Problem problem) {
        if (problem.status() == Status.SERVICE_UNAVAILABLE_503) {
            response.header(HeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        send(request, response.status(problem.status()), Problem.MEDIA_TYPE, problem.toJson());
    }

    private static void send(ServerRequest request, ServerResponse response, String mediaType, byte[] content) {
        response.header(HeaderNames.CONTENT_TYPE, mediaType);
        if (request.prologue().method().equals(Method.HEAD)) {
            response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(content.length));
            response.send();
        } else {
            response.send(content);
        }
    }
}
