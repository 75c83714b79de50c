package com.grow.outreach.adapter.rest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The body of a request in a test. */
record Body(String contentType, byte[] content) {

    static final Body NONE = new Body("", new byte[0]);

    private static final String BOUNDARY = "the-boundary";

    static Body of(String contentType, String content) {
        return new Body(contentType, content.getBytes(StandardCharsets.UTF_8));
    }

    static Body json(String json) {
        return of("application/json", json);
    }

    static Body form(String pairs) {
        return of("application/x-www-form-urlencoded", pairs);
    }

    /** Returns a URL-encoded form of fields like {@code name=value}. */
    static Body multipart(String... fields) {
        return parts(Arrays.stream(fields)
                .map(field -> field.split("=", 2))
                .map(field -> "Content-Disposition: form-data; name=\"" + field[0] + "\"\r\n\r\n" + field[1])
                .toArray(String[]::new));
    }

    /** Returns a multipart form of parts with their headers. */
    static Body parts(String... parts) {
        return of(
                "multipart/form-data; boundary=" + BOUNDARY,
                Arrays.stream(parts)
                        .map(part -> "--" + BOUNDARY + "\r\n" + part + "\r\n")
                        .collect(Collectors.joining("", "", "--" + BOUNDARY + "--\r\n")));
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return contentType + " " + text();
    }

    /** Returns a body of the same type with other bytes, one for each character. */
    Body bytes(String latin1) {
        return new Body(contentType, latin1.getBytes(StandardCharsets.ISO_8859_1));
    }
}
