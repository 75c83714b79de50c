package com.grow.outreach.adapter.rest.problem;

import static java.util.stream.Collectors.joining;

import io.helidon.http.Status;
import java.util.List;

/**
 * A problem document of RFC 9457.
 *
 * @param status the HTTP status
 * @param detail a sentence for people about this occurrence, without internals
 * @param errors the invalid fields or parameters; empty if there are none
 */
public record Problem(Status status, String detail, List<InvalidField> errors) {

    /** The problem that the server has reached one of its limits. */
    public static final Problem BUSY =
            new Problem(Status.SERVICE_UNAVAILABLE_503, "The server is overloaded; try again in a moment.");

    /** The problem that a client uses HTTP without TLS on a port with TLS. */
    public static final Problem PLAIN_HTTP = new Problem(
            Status.BAD_REQUEST_400, "This port accepts only HTTPS; use an address that begins with https://.");

    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    public Problem(Status status, String detail) {
        this(status, detail, List.of());
    }

    /** Returns the problem that the path does not exist. */
    public static Problem nothingAt(String path) {
        return new Problem(
                Status.NOT_FOUND_404,
                "There is nothing at %s; the API is at /api/outreaches.".formatted(Words.quote(path)));
    }

    /** Returns the problem that fields or parameters of a request are invalid. Its detail lists them all. */
    public static Problem invalid(List<InvalidField> errors) {
        return new Problem(
                Status.BAD_REQUEST_400,
                errors.stream()
                        .map(error -> error.name() + ": " + error.detail())
                        .collect(joining("; ")),
                errors);
    }

    /** Returns the problem that one field or parameter of a request is invalid. */
    public static Problem invalid(String name, String detail) {
        return invalid(List.of(new InvalidField(name, detail)));
    }
}
