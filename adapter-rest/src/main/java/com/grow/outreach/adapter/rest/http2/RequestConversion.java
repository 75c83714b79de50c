package com.grow.outreach.adapter.rest.http2;

import static io.netty.handler.codec.http2.Http2Error.PROTOCOL_ERROR;

import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The conversion of the head of a request from HTTP/2 to HTTP/1.1. It rejects everything that could change its meaning in the
 * other format, such as a line break in a value.
 */
final class RequestConversion {

    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern TARGET = Pattern.compile("(?:/[^\\x00-\\x20\\x7f]*|\\*)");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");
    private static final Pattern VALUE =
            Pattern.compile("(?:[^\\x00-\\x20\\x7f](?:[^\\x00-\\x08\\x0a-\\x1f\\x7f]*" + "[^\\x00-\\x20\\x7f])?)?");

    /** The headers that only HTTP/1.1 has (RFC 9113, 8.2.2). */
    private static final Set<String> OF_CONNECTIONS =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private final int stream;
    private final Http2Headers headers;
    private final StringBuilder text = new StringBuilder(512);
    private final List<String> cookies = new ArrayList<>();
    private boolean sized;

    private RequestConversion(int stream, Http2Headers headers) {
        this.stream = stream;
        this.headers = headers;
    }

    /**
     * Converts the headers of a request.
     *
     * @param complete whether the request has no content
     * @throws Http2Exception if the headers are malformed
     */
    static Http2Request convert(int stream, Http2Headers headers, boolean complete) throws Http2Exception {
        return new RequestConversion(stream, headers).convert(complete);
    }

    private Http2Request convert(boolean complete) throws Http2Exception {
        var method = required(PseudoHeaderName.METHOD, METHOD);
        var target = required(PseudoHeaderName.PATH, TARGET);
        text.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        var authority = headers.authority();
        if (authority != null) {
            add("host", authority.toString());
        }
        for (var header : headers) {
            var name = header.getKey().toString();
            if (!PseudoHeaderName.hasPseudoHeaderFormat(name)) {
                convert(name, header.getValue().toString(), authority);
            }
        }
        if (!cookies.isEmpty()) {
            // HTTP/2 allows one header for each cookie (RFC 9113, 8.2.3).
            add("cookie", String.join("; ", cookies));
        }
        boolean chunked = !complete && !sized;
        if (chunked) {
            add("transfer-encoding", "chunked");
        }
        text.append("\r\n");
        return new Http2Request(text.toString().getBytes(StandardCharsets.ISO_8859_1), method.equals("HEAD"), chunked);
    }

    private void convert(String name, String value, @Nullable CharSequence authority) throws Http2Exception {
        if (OF_CONNECTIONS.contains(name) || name.equals("te") && !value.equals("trailers")) {
            throw malformed("HTTP/2 has no header %s".formatted(name));
        }
        switch (name) {
            case "cookie" -> cookies.add(value);
            case "host" -> {
                // The request has two hosts if they differ, and is rejected for that reason.
                if (authority == null || !value.contentEquals(authority)) {
                    add(name, value);
                }
            }
            default -> {
                sized |= name.equals("content-length");
                add(name, value);
            }
        }
    }

    private void add(String name, String value) throws Http2Exception {
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw malformed("The header %s is malformed".formatted(name));
        }
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private String required(PseudoHeaderName name, Pattern syntax) throws Http2Exception {
        var value = headers.get(name.value());
        if (value == null || !syntax.matcher(value).matches()) {
            throw malformed("The header %s is missing or malformed".formatted(name.value()));
        }
        return value.toString();
    }

    private Http2Exception malformed(String message) {
        return Http2Exception.streamError(stream, PROTOCOL_ERROR, message);
    }
}
