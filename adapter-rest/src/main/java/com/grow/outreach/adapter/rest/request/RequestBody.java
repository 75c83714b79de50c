package com.grow.outreach.adapter.rest.request;

import com.grow.outreach.adapter.rest.connection.CurrentConnection;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.BodyValue.FormValues;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpMediaType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A reader of request bodies in any of the three supported media types.
 *
 * @param maxSize the maximum size of a body, in bytes
 */
public record RequestBody(int maxSize) {

    private static final String JSON = "application/json";
    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";
    private static final Set<String> CHARSETS = Set.of("utf-8", "utf8", "us-ascii");

    /** The current name of the status. Helidon uses an old one. */
    private static final Status CONTENT_TOO_LARGE_413 = Status.create(413, "Content Too Large");

    private static final int FIRST_BUFFER = 8 << 10;

    /**
     * The number of bytes of an oversized body that the server reads before it closes, so that the client can receive
     * the response.
     */
    private static final long MOST_DRAINED = 16L << 20;

    /**
     * Reads the body of a request that must have one.
     *
     * @throws ProblemException 400 if the body is malformed or empty, 413 if it is too large, 415 if its media type is
     *     not supported
     */
    public BodyFields required(ServerRequest request) {
        return read(request).orElseThrow(() -> {
            contentType(request);
            return malformed("is empty; send the fields as JSON or as a form");
        });
    }

    /**
     * Reads the body of a request that can be empty. An empty body has no fields. Other bodies follow the rules of
     * {@link #required}.
     */
    public BodyFields optional(ServerRequest request) {
        return read(request).orElseGet(() -> new BodyFields(Map.of(), new byte[0]));
    }

    /** Returns the problem that the body as a whole is malformed. */
    public static ProblemException malformed(String detail) {
        return new ProblemException(Problem.invalid("body", detail));
    }

    private Optional<BodyFields> read(ServerRequest request) {
        var bytes = bytes(request);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        var contentType = contentType(request).orElseThrow(() -> unsupported("has no Content-Type"));
        try {
            return Optional.of(
                    switch (mediaType(contentType)) {
                        case JSON -> new BodyFields(JsonObject.parse(UrlEncoded.utf8(bytes)), bytes);
                        case URLENCODED -> form(UrlEncoded.parse("body", UrlEncoded.utf8(bytes)), bytes);
                        default -> form(MultipartForm.parse(contentType.text(), bytes), bytes);
                    });
        } catch (CharacterCodingException e) {
            throw malformed("is not valid UTF-8");
        }
    }

    private static BodyFields form(Map<String, List<String>> form, byte[] bytes) {
        var fields = new LinkedHashMap<String, BodyValue>();
        form.forEach((name, values) -> fields.put(name, new FormValues(values)));
        return new BodyFields(fields, bytes);
    }

    /** Returns the media type of the body, one of the three; empty if the request has none. */
    private static Optional<HttpMediaType> contentType(ServerRequest request) {
        var header = request.headers().value(HeaderNames.CONTENT_TYPE);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        HttpMediaType type;
        try {
            type = HttpMediaType.create(header.get());
        } catch (IllegalArgumentException e) {
            throw unsupported("has the Content-Type " + Words.quote(header.get()));
        }
        boolean known = Set.of(JSON, URLENCODED, MULTIPART).contains(mediaType(type));
        boolean utf8 = type.charset()
                .map(charset -> CHARSETS.contains(charset.toLowerCase(Locale.ROOT)))
                .orElse(true);
        if (!known || !utf8) {
            throw unsupported("has the Content-Type " + Words.quote(header.get()));
        }
        return Optional.of(type);
    }

    /** Returns the media type without its parameters, in lower case. */
    public static String mediaType(HttpMediaType type) {
        return type.mediaType().text().toLowerCase(Locale.ROOT);
    }

    private static ProblemException unsupported(String what) {
        return new ProblemException(new Problem(
                Status.UNSUPPORTED_MEDIA_TYPE_415,
                "The body %s; supported are %s, %s and %s, all in UTF-8."
                        .formatted(what, JSON, URLENCODED, MULTIPART)));
    }

    /** Returns the exception for a chunk size that Helidon can't parse. */
    public static RequestException badChunk(NumberFormatException cause) {
        return RequestException.builder()
                .type(EventType.BAD_REQUEST)
                .message("The size of a chunk is not a number")
                .cause(cause)
                .setKeepAlive(false)
                .build();
    }

    /** A body that was received before the route reads it. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Received(byte[] bytes) {}

    /**
     * Receives the body of a request before the route reads it.
     *
     * @return the size of the body in bytes
     * @throws ProblemException 413 if the body is too large, 503 if too many other bodies are being received
     */
    public int receive(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return 0;
        }
        var bytes = receiveAll(request);
        request.context().register(new Received(bytes));
        return bytes.length;
    }

    private byte[] bytes(ServerRequest request) {
        return request.content().hasEntity()
                ? request.context().get(Received.class).map(Received::bytes).orElseGet(() -> receiveAll(request))
                : new byte[0];
    }

    private byte[] receiveAll(ServerRequest request) {
        long announced = request.headers().contentLength().orElse(0);
        boolean waitsForContinue = request.headers().containsToken(HeaderValues.EXPECT_100);
        if (announced > maxSize && waitsForContinue) {
            throw tooLarge();
        }
        if (!CurrentConnection.hasMemory(Math.min(announced, maxSize))) {
            throw ProblemException.busy();
        }
        try {
            return read(request.content().inputStream());
        } catch (NumberFormatException e) {
            throw badChunk(e);
        } catch (IOException | UncheckedIOException | DataReader.InsufficientDataAvailableException e) {
            throw new CloseConnectionException("The client went away before it had sent all of its request", e);
        }
    }

    /**
     * Reads the body into a buffer that grows with the received bytes. The declared length does not determine the size
     * of the buffer.
     */
    private byte[] read(InputStream in) throws IOException {
        var bytes = new byte[0];
        int size = 0;
        while (true) {
            if (size == bytes.length) {
                int larger = (int) Math.min((long) maxSize + 1, Math.max(FIRST_BUFFER, 2L * size));
                if (!CurrentConnection.takeMemory(larger - size)) {
                    throw ProblemException.busy();
                }
                bytes = Arrays.copyOf(bytes, larger);
            }
            int read = in.read(bytes, size, bytes.length - size);
            if (read < 0) {
                return Arrays.copyOf(bytes, size);
            }
            size += read;
            if (size > maxSize) {
                drain(in);
                throw tooLarge();
            }
        }
    }

    /** Reads part of a rejected body, so that the client can receive the response. Returns the number of bytes read. */
    public static long drain(InputStream in) throws IOException {
        var buffer = new byte[8192];
        long drained = 0;
        for (int read = 0; read >= 0 && drained < MOST_DRAINED; drained += read) {
            read = in.read(buffer);
        }
        return drained;
    }

    private ProblemException tooLarge() {
        return tooLarge("The body is larger than %d bytes.".formatted(maxSize));
    }

    /** Returns the problem that a body is too large. */
    public static ProblemException tooLarge(String detail) {
        return new ProblemException(new Problem(CONTENT_TOO_LARGE_413, detail));
    }
}
