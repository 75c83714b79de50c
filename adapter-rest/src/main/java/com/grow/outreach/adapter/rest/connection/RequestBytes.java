package com.grow.outreach.adapter.rest.connection;

import com.grow.outreach.adapter.rest.connection.ChunkedContent.MalformedException;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the requests of one connection, in a form that Helidon can parse. It converts HTTP/1.0 to HTTP/1.1, and
 * chunks of any size to small ones without extensions and trailers. Helidon gets the complete head of a request in one
 * piece, and the body up to its end.
 */
final class RequestBytes implements Supplier<byte @Nullable []> {

    private static final int HEAD_BUFFER = 2 << 10;
    private static final int BODY_BUFFER = 16 << 10;

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,19}");
    /** The part of a request to read next. */
    private enum Part {
        HEAD,
        /** The content after a head whose headers Helidon has not parsed yet. */
        UNDECIDED,
        SIZED_BODY,
        CHUNKED_BODY,
        /** The content after a malformed or incomplete head. Its meaning is unknown. */
        UNKNOWN,
        /** A body that the server has not requested. No request is read after it. */
        WITHHELD
    }

    private final Connection connection;

    /** The bytes received but not passed on, from the buffer's position to its limit. */
    private ByteBuffer received = ByteBuffer.allocate(HEAD_BUFFER).flip();

    private Part part = Part.HEAD;
    private RequestHead head = new RequestHead();
    private boolean expectsContinue;
    private long remaining;
    private ChunkedContent chunks = new ChunkedContent();
    private Progress progress = new Progress(0);

    /** The progress of a body: the part of its current timeout that is used up, and the bytes that arrived in it. */
    private record Progress(long waitedNanos, int bytes) {

        Progress(long waitedNanos) {
            this(waitedNanos, 0);
        }
    }

    RequestBytes(Connection connection) {
        this.connection = connection;
    }

    /** Returns whether the current request uses HTTP/1.0. */
    boolean isHttp10() {
        return head.isHttp10();
    }

    /** Returns whether bytes of the current request, or of a later one, have not been consumed. */
    boolean hasUnread() {
        return part != Part.HEAD || received.hasRemaining();
    }

    /**
     * Prepares for the response to the current request, which is about to be sent.
     *
     * @return whether the next request can be read after it. This is false if the body is malformed, or if the client
     *     expects 100 (Continue) and did not get it. Such a client may send the body or another request next, and
     *     Helidon would treat the body as the next request (RFC 9110, 10.1.1).
     */
    boolean endsBeforeNext() {
        boolean inBody = part == Part.SIZED_BODY || part == Part.CHUNKED_BODY;
        if (inBody && expectsContinue) {
            part = Part.WITHHELD;
        }
        return part != Part.UNKNOWN && part != Part.WITHHELD;
    }

    @Override
    public byte @Nullable [] get() {
        return switch (part) {
            case HEAD -> head();
            case SIZED_BODY -> sizedBody();
            case CHUNKED_BODY -> chunkedBody();
            case UNDECIDED -> throw rejected(EventType.BAD_REQUEST, "The head of the request is not complete");
            case UNKNOWN -> throw rejected(EventType.BAD_REQUEST, "The request is not well-formed");
            case WITHHELD -> null;
        };
    }

    /**
     * Determines what follows a head, from the headers that Helidon has parsed.
     *
     * @throws RequestException if the request is ambiguous
     */
    void headWasRead(Headers headers) {
        boolean chunked = headers.contains(HeaderNames.TRANSFER_ENCODING);
        boolean sized = headers.contains(HeaderNames.CONTENT_LENGTH);
        if (chunked) {
            var codings = headers.get(HeaderNames.TRANSFER_ENCODING).allValues();
            if (sized
                    || isHttp10()
                    || codings.size() != 1
                    || !codings.getFirst().strip().equalsIgnoreCase("chunked")) {
                throw rejected(EventType.BAD_REQUEST, "The transfer coding is not just 'chunked'");
            }
            chunks = new ChunkedContent();
            part = Part.CHUNKED_BODY;
        } else if (sized) {
            remaining = length(headers.get(HeaderNames.CONTENT_LENGTH).allValues());
            part = remaining == 0 ? Part.HEAD : Part.SIZED_BODY;
        } else {
            part = Part.HEAD;
        }
        expectsContinue = headers.contains(HeaderNames.EXPECT);
        progress = new Progress(0);
        if (isHttp10() && headers instanceof WritableHeaders<?> writable) {
            writable.remove(HeaderNames.EXPECT);
            writable.set(HeaderValues.CONNECTION_CLOSE);
        }
    }

    private static long length(List<String> values) {
        var text = values.size() == 1 ? values.getFirst().strip() : "";
        try {
            if (LENGTH.matcher(text).matches()) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // An overflow is treated as an invalid number.
        }
        throw rejected(EventType.BAD_REQUEST, "The content length is not a number");
    }

    private byte @Nullable [] head() {
        if (connection.isLast()) {
            return null;
        }
        head = new RequestHead();
        head.skipEmptyLines(received);
        long deadline = received.hasRemaining() ? connection.headDeadline() : Wait.NONE;
        for (int size = sizeOfHead(); ; size = sizeOfHead()) {
            if (size != 0) {
                return handOver(size);
            }
            if (!received.hasRemaining()) {
                if (!receive(HEAD_BUFFER, connection.idleDeadline(), false)) {
                    return null;
                }
                head.skipEmptyLines(received);
                deadline = connection.headDeadline();
            } else if (!receive(
                    received.remaining() == received.capacity() ? RequestHead.MAX_SIZE : 0, deadline, true)) {
                part = Part.UNKNOWN;
                return null;
            }
        }
    }

    private int sizeOfHead() {
        try {
            return head.sizeIn(received);
        } catch (RequestException e) {
            part = Part.UNKNOWN;
            throw e;
        }
    }

    /** Returns a complete head, or the bytes of an invalid one, which Helidon rejects. */
    private byte[] handOver(int size) {
        if (size > 0) {
            part = Part.UNDECIDED;
            return head.take(received, size);
        }
        part = Part.UNKNOWN;
        var invalid = new byte[received.remaining()];
        received.get(invalid);
        return invalid;
    }

    private byte @Nullable [] sizedBody() {
        if (!received.hasRemaining() && !receiveBody()) {
            return null;
        }
        var bytes = new byte[(int) Math.min(remaining, received.remaining())];
        received.get(bytes);
        remaining -= bytes.length;
        if (remaining == 0) {
            part = Part.HEAD;
        }
        return bytes;
    }

    private byte @Nullable [] chunkedBody() {
        var content = new ByteArrayOutputStream();
        while (content.size() == 0 && !chunks.isComplete()) {
            if (!received.hasRemaining() && !receiveBody()) {
                return null;
            }
            try {
                chunks.decode(received, content);
            } catch (MalformedException e) {
                part = Part.UNKNOWN;
                throw rejected(EventType.BAD_REQUEST, String.valueOf(e.getMessage()));
            }
        }
        var chunk = new ByteArrayOutputStream(content.size() + 16);
        if (content.size() > 0) {
            chunk.writeBytes((Integer.toHexString(content.size()) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunk.writeBytes(content.toByteArray());
            chunk.writeBytes(new byte[] {'\r', '\n'});
        }
        if (chunks.isComplete()) {
            chunk.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            part = Part.HEAD;
        }
        return chunk.toByteArray();
    }

    /**
     * Receives more of a body. The time that the server takes between the parts does not count towards the client's
     * timeout.
     */
    private boolean receiveBody() {
        long start = System.nanoTime();
        boolean more = receive(BODY_BUFFER, connection.bodyDeadline(progress.waitedNanos()), true);
        int bytes = progress.bytes() + received.remaining();
        progress = bytes >= ConnectionLimits.Patience.BODY_PROGRESS
                ? new Progress(0)
                : new Progress(progress.waitedNanos() + System.nanoTime() - start, bytes);
        return more;
    }

    /**
     * Receives more bytes.
     *
     * @param size the minimum size of the buffer, which keeps its content
     * @param deadline the deadline, in {@link System#nanoTime()}
     * @param begun whether a request has begun, so that a timeout leads to a 408 response
     * @return false if the client sends no more bytes
     */
    private boolean receive(int size, long deadline, boolean begun) {
        if (!received.hasRemaining() && received.capacity() != size && size != 0) {
            received = ByteBuffer.allocate(size).flip();
        } else if (size > received.capacity()) {
            received = ByteBuffer.wrap(
                            Arrays.copyOfRange(received.array(), received.position(), received.position() + size))
                    .limit(received.remaining());
        } else {
            received.compact().flip();
        }
        int kept = received.limit();
        received.position(kept).limit(received.capacity());
        try {
            if (connection.channel().receive(received, deadline)) {
                return true;
            }
        } finally {
            received.limit(received.position()).position(0);
        }
        if (begun && connection.channel().isExpired()) {
            part = Part.UNKNOWN;
            throw RequestException.builder()
                    .type(EventType.BAD_REQUEST)
                    .status(Status.REQUEST_TIMEOUT_408)
                    .message("The request did not arrive in time")
                    .setKeepAlive(false)
                    .build();
        }
        return false;
    }

    static RequestException rejected(EventType type, String message) {
        return RequestException.builder()
                .type(type)
                .message(message)
                .setKeepAlive(false)
                .build();
    }
}
