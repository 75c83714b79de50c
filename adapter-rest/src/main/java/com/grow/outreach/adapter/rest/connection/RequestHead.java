package com.grow.outreach.adapter.rest.connection;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** The head of a request: the request line and the headers. It is found in the received bytes before Helidon parses it. */
final class RequestHead {

    /** The maximum size of a head, in bytes. Helidon would reject a larger one for its first line or its headers. */
    static final int MAX_SIZE = (4 << 10) + (16 << 10) + 1024;

    private static final int MAX_EMPTY_LINES = 2;

    private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");

    private boolean http10;
    private int emptyLines;

    /** Returns whether the request uses HTTP/1.0. */
    boolean isHttp10() {
        return http10;
    }

    /**
     * Skips a few empty lines before a request (RFC 9112, 2.2). An unlimited number would keep a connection open
     * forever.
     */
    void skipEmptyLines(ByteBuffer received) {
        while (emptyLines < MAX_EMPTY_LINES
                && received.remaining() >= 2
                && received.get(received.position()) == '\r'
                && received.get(received.position() + 1) == '\n') {
            received.position(received.position() + 2);
            emptyLines++;
        }
    }

    /**
     * Returns the size of the head in bytes. Returns 0 if it is incomplete, and a negative number if it is invalid and
     * more bytes would not help.
     *
     * @throws RequestException if the server does not support the version of HTTP
     */
    int sizeIn(ByteBuffer received) {
        int start = received.position();
        int lineStart = start;
        boolean firstLine = true;
        for (int i = start; i < received.limit(); i++) {
            byte b = received.get(i);
            boolean afterCr = i > start && received.get(i - 1) == '\r';
            if (b == '\n' != afterCr || b == 0) {
                return -1;
            }
            if (b == '\n') {
                if (i - lineStart == 1) {
                    return i + 1 - start;
                }
                if (firstLine && !isRequestLine(text(received, start, i - 1))) {
                    return -1;
                }
                firstLine = false;
                lineStart = i + 1;
            }
        }
        boolean hopeless = received.hasRemaining() && !isTokenByte(received.get(start));
        return hopeless || received.remaining() >= MAX_SIZE ? -1 : 0;
    }

    private static boolean isTokenByte(byte b) {
        return b > ' ' && b < 0x7f || b == '\r';
    }

    private static String text(ByteBuffer received, int start, int end) {
        return new String(received.array(), start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Returns whether a line has three words, of which the last is an HTTP version. Rejects unsupported versions. */
    private boolean isRequestLine(String line) {
        var words = line.split(" ", -1);
        if (words.length != 3 || !VERSION.matcher(words[2]).matches()) {
            return false;
        }
        http10 = switch (words[2]) {
            case "HTTP/1.1" -> false;
            case "HTTP/1.0" -> true;
            default ->
                throw RequestBytes.rejected(
                        EventType.HTTP_VERSION_NOT_SUPPORTED, words[2] + " is not supported; use HTTP/1.1 or HTTP/1.0");
        };
        return true;
    }

    /** Takes a complete head from the received bytes, as HTTP/1.1. */
    byte[] take(ByteBuffer received, int size) {
        var head = new byte[size];
        received.get(head);
        return http10 ? asHttp11(head) : head;
    }

    /** Converts a head to HTTP/1.1, in which the host is mandatory. */
    private static byte[] asHttp11(byte[] head) {
        var text = new String(head, StandardCharsets.ISO_8859_1);
        int endOfLine = text.indexOf("\r\n");
        boolean hasHost = text.toLowerCase(Locale.ROOT).contains("\r\nhost:");
        return (text.substring(0, endOfLine - 1)
                        + "1"
                        + (hasHost ? "" : "\r\nHost: localhost")
                        + text.substring(endOfLine))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
