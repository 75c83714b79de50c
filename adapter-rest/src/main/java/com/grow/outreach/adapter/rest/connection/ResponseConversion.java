package com.grow.outreach.adapter.rest.connection;

import com.grow.outreach.adapter.rest.connection.ChunkedContent.MalformedException;
import com.grow.outreach.adapter.rest.http2.Http2Response;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conversion of one response from HTTP/1.1 to HTTP/2. */
final class ResponseConversion {

    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final byte[] NOTHING = {};

    /** The headers that only HTTP/1.1 has (RFC 9113, 8.2.2). */
    private static final Set<String> OF_CONNECTIONS = Set.of("connection", "keep-alive", "transfer-encoding");

    private static final int FIRST_FINAL_STATUS = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private enum Part {
        HEAD,
        SIZED,
        CHUNKED,
        UNTIL_CLOSE,
        END
    }

    private final boolean headOnly;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private Part part = Part.HEAD;

    /** The number of the last bytes of the head that are the beginning of its end. */
    private int matched;

    private long remaining;
    private @Nullable ChunkedContent chunks;

    /**
     * Creates a conversion.
     *
     * @param headOnly whether the method of the request is HEAD
     */
    ResponseConversion(boolean headOnly) {
        this.headOnly = headOnly;
    }

    /** Returns whether the response is complete. */
    boolean isComplete() {
        return part == Part.END;
    }

    /** Returns whether the response ends with the connection. */
    boolean endsWithConnection() {
        return part == Part.UNTIL_CLOSE;
    }

    /** Marks the response as complete. Returns its last part. */
    Http2Response end() {
        part = Part.END;
        return new Http2Response(0, List.of(), NOTHING, true);
    }

    /** Converts the next bytes. Returns empty if there is nothing to send. Ignores bytes after the response. */
    Optional<Http2Response> convert(ByteBuffer bytes) {
        if (part == Part.END) {
            bytes.position(bytes.limit());
            return Optional.empty();
        }
        if (part != Part.HEAD) {
            var content = content(bytes);
            return content.length == 0 && part != Part.END
                    ? Optional.empty()
                    : Optional.of(new Http2Response(0, List.of(), content, part == Part.END));
        }
        if (!readHead(bytes)) {
            return Optional.empty();
        }
        var lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n");
        head.reset();
        int status = Integer.parseInt(lines[0].split(" ")[1]);
        var headers = headers(lines);
        part = next(status, headers);
        headers.removeIf(header -> OF_CONNECTIONS.contains(header.getKey()));
        var content = part == Part.HEAD ? NOTHING : content(bytes);
        return Optional.of(new Http2Response(status, headers, content, part == Part.END));
    }

    private boolean readHead(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            head.write(next);
            matched = next == END_OF_HEAD[matched] ? matched + 1 : next == '\r' ? 1 : 0;
            if (matched == END_OF_HEAD.length) {
                matched = 0;
                return true;
            }
        }
        return false;
    }

    private static List<Map.Entry<String, String>> headers(String[] lines) {
        var headers = new ArrayList<Map.Entry<String, String>>(lines.length);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(Map.entry(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip()));
        }
        return headers;
    }

    private Part next(int status, List<Map.Entry<String, String>> headers) {
        if (status < FIRST_FINAL_STATUS) {
            return Part.HEAD;
        }
        if (headOnly || status == NO_CONTENT || status == NOT_MODIFIED) {
            return Part.END;
        }
        var chunked = value(headers, "transfer-encoding");
        if (chunked.isPresent()) {
            chunks = new ChunkedContent();
            return Part.CHUNKED;
        }
        var length = value(headers, "content-length");
        if (length.isEmpty()) {
            return Part.UNTIL_CLOSE;
        }
        remaining = Long.parseLong(length.get());
        return remaining == 0 ? Part.END : Part.SIZED;
    }

    private static Optional<String> value(List<Map.Entry<String, String>> headers, String name) {
        return headers.stream()
                .filter(header -> header.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private byte[] content(ByteBuffer bytes) {
        return switch (part) {
            case SIZED -> {
                var content = take(bytes, (int) Math.min(remaining, bytes.remaining()));
                remaining -= content.length;
                part = remaining == 0 ? Part.END : Part.SIZED;
                yield content;
            }
            case CHUNKED -> chunks(bytes);
            case UNTIL_CLOSE -> take(bytes, bytes.remaining());
            case HEAD, END -> NOTHING;
        };
    }

    private byte[] chunks(ByteBuffer bytes) {
        var content = new ByteArrayOutputStream(bytes.remaining());
        try {
            if (chunks != null) {
                chunks.decode(bytes, content);
                part = chunks.isComplete() ? Part.END : Part.CHUNKED;
            }
        } catch (MalformedException e) {
            throw new IllegalStateException("The response is not chunked", e);
        }
        return content.toByteArray();
    }

    private static byte[] take(ByteBuffer bytes, int size) {
        var taken = new byte[size];
        bytes.get(taken);
        return taken;
    }
}
