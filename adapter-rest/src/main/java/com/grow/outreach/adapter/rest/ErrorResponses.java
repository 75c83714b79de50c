package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.answer.ProblemJson;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.access.IdentityProviderUnavailableException;
import com.grow.outreach.application.port.out.access.PasswordHasherBusyException;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The conversion of every failure into a problem document. The cause of an internal error appears in the log only. */
final class ErrorResponses {

    private static final Logger LOG = System.getLogger(ErrorResponses.class.getName());

    private static final Problem UNAVAILABLE =
            new Problem(Status.SERVICE_UNAVAILABLE_503, "The database is unavailable or busy; try again in a moment.");

    private static final Problem PASSWORDS_BUSY =
            new Problem(Status.SERVICE_UNAVAILABLE_503, "Too many passwords are being checked; try again in a moment.");

    private static final Problem PROVIDER_UNAVAILABLE = new Problem(
            Status.SERVICE_UNAVAILABLE_503, "The identity provider can't be reached; try again in a moment.");

    /** The current name of the status. Helidon uses an old one. */
    private static final Status URI_TOO_LONG_414 = Status.create(414, "URI Too Long");

    private static final int HEADERS_TOO_LARGE_431_CODE = 431;
    private static final Status HEADERS_TOO_LARGE_431 =
            Status.create(HEADERS_TOO_LARGE_431_CODE, "Request Header Fields Too Large");

    /** The statuses that replace Helidon's 400 where HTTP has a more specific one, by Helidon's error message. */
    private static final Map<String, Status> TOLD_APART = Map.of(
            "Header size exceeded",
            HEADERS_TOO_LARGE_431,
            "Content-Encoding header present when content encoding is disabled",
            Status.UNSUPPORTED_MEDIA_TYPE_415);

    private ErrorResponses() {}

    /** Registers the handlers of exceptions that routes throw. */
    static void register(HttpRouting.Builder routing) {
        routing.error(
                        ProblemException.class,
                        (request, response, e) -> Responses.problem(request, response, e.problem()))
                .error(StorageUnavailableException.class, (request, response, e) -> {
                    LOG.log(Level.WARNING, "%s: %s".formatted(describe(request), e.getMessage()));
                    Responses.problem(request, response, UNAVAILABLE);
                })
                .error(
                        PasswordHasherBusyException.class,
                        (request, response, e) -> Responses.problem(request, response, PASSWORDS_BUSY))
                .error(IdentityProviderUnavailableException.class, (request, response, e) -> {
                    LOG.log(Level.WARNING, "%s: %s".formatted(describe(request), e.getMessage()));
                    Responses.problem(request, response, PROVIDER_UNAVAILABLE);
                })
                .error(HttpException.class, ErrorResponses::http)
                .error(Throwable.class, (request, response, e) -> {
                    LOG.log(Level.ERROR, describe(request) + " failed", e);
                    Responses.problem(
                            request,
                            response,
                            new Problem(
                                    Status.INTERNAL_SERVER_ERROR_500,
                                    "An internal error occurred. The server has logged it."));
                });
    }

    /** Returns the handlers of errors that occur before a request reaches a route. */
    static DirectHandlers direct() {
        var handlers = DirectHandlers.builder();
        for (var type : EventType.values()) {
            handlers.addHandler(type, new ProblemDirectHandler());
        }
        return handlers.build();
    }

    private static void http(ServerRequest request, ServerResponse response, HttpException e) {
        var status = e.status();
        if (status == Status.NOT_FOUND_404) {
            Responses.problem(
                    request,
                    response,
                    Problem.nothingAt(request.prologue().uriPath().rawPath()));
        } else {
            Responses.problem(request, response, new Problem(status, status.reasonPhrase()));
        }
    }

    /** Returns a complete response with a problem, for connections that the server does not read from. */
    static byte[] refusal(Problem problem) {
        var content = ProblemJson.bytes(problem);
        var head =
                "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%sX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
                        .formatted(
                                problem.status().code(),
                                problem.status().reasonPhrase(),
                                Problem.MEDIA_TYPE,
                                content.length,
                                problem == Problem.BUSY
                                        ? "Retry-After: %s\r\n".formatted(Responses.RETRY_AFTER_SECONDS)
                                        : "");
        var answer = new ByteArrayOutputStream();
        answer.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        answer.writeBytes(content);
        return answer.toByteArray();
    }

    private static String describe(ServerRequest request) {
        return request.prologue().method().text() + " "
                + request.prologue().uriPath().rawPath();
    }

    private static final class ProblemDirectHandler implements DirectHandler {

        @Override
        public TransportResponse handle(
                TransportRequest request,
                EventType type,
                Status status,
                ServerResponseHeaders headers,
                Throwable cause) {
            if (status.code() == Status.INTERNAL_SERVER_ERROR_500_CODE) {
                LOG.log(Level.ERROR, "A request failed before it reached a route", cause);
            }
            return response(status, headers);
        }

        @Override
        public TransportResponse handle(
                TransportRequest request,
                EventType type,
                Status status,
                ServerResponseHeaders headers,
                String message) {
            return response(
                    switch (status.code()) {
                        // None of our code has run yet, so an internal error means that the input is not valid HTTP.
                        case Status.INTERNAL_SERVER_ERROR_500_CODE -> Status.BAD_REQUEST_400;
                        case Status.BAD_REQUEST_400_CODE -> TOLD_APART.getOrDefault(message, status);
                        case Status.REQUEST_URI_TOO_LONG_414_CODE -> URI_TOO_LONG_414;
                        default -> status;
                    },
                    headers);
        }

        private static TransportResponse response(Status status, ServerResponseHeaders headers) {
            var detail = switch (status.code()) {
                case Status.BAD_REQUEST_400_CODE ->
                    "The request is not well-formed HTTP, or has an unsupported encoding.";
                case Status.REQUEST_TIMEOUT_408_CODE ->
                    "The request did not arrive in time; send it faster, or on a new connection.";
                case Status.HTTP_VERSION_NOT_SUPPORTED_505_CODE ->
                    "The HTTP version is not supported; use HTTP/1.1 or HTTP/1.0.";
                case Status.SERVICE_UNAVAILABLE_503_CODE -> "The server is overloaded; try again in a moment.";
                case HEADERS_TOO_LARGE_431_CODE ->
                    "The headers of the request are larger than %d bytes.".formatted(RestServer.MAX_HEADERS_SIZE);
                case Status.UNSUPPORTED_MEDIA_TYPE_415_CODE ->
                    "The body has a Content-Encoding, which is not supported; send it uncompressed.";
                default -> status.reasonPhrase() + ".";
            };
            AnswerHeaders.protect(headers);
            var response = TransportResponse.builder()
                    .status(status)
                    .headers(headers)
                    .header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .entity(ProblemJson.bytes(new Problem(status, detail)));
            if (status.code() == Status.SERVICE_UNAVAILABLE_503_CODE) {
                response.header(HeaderNames.RETRY_AFTER, Responses.RETRY_AFTER_SECONDS);
            }
            if (status.code() == Status.UNSUPPORTED_MEDIA_TYPE_415_CODE) {
                response.header(HeaderNames.ACCEPT_ENCODING, "identity");
            }
            return response.build();
        }
    }
}
