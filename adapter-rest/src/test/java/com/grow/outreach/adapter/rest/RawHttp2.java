package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersDecoder;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;

/** A connection that sends any frames of HTTP/2, including malformed ones. */
final class RawHttp2 implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    static final int NO_ERROR = 0;
    static final int PROTOCOL_ERROR = 1;
    static final int FLOW_CONTROL_ERROR = 3;
    static final int STREAM_CLOSED = 5;
    static final int FRAME_SIZE_ERROR = 6;
    static final int REFUSED_STREAM = 7;
    static final int CANCEL = 8;
    static final int ENHANCE_YOUR_CALM = 11;

    private static final int HEADER_SIZE = 9;

    private final SSLSocket socket;
    private final DataInputStream in;
    private final Http2HeadersDecoder headers = new DefaultHttp2HeadersDecoder(false);

    /**
     * A frame from the server.
     *
     * @param headers the decoded headers, if it is a HEADERS frame
     */
    record Frame(int type, int flags, int stream, byte[] payload, Map<String, List<String>> headers) {

        boolean isLast() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }

        /** Returns the last 4 bytes as a number, such as the error code of a RST_STREAM. */
        int number() {
            return ByteBuffer.wrap(payload).getInt(payload.length - Integer.BYTES);
        }
    }

    /** Opens a connection with TLS that has not sent the preface. */
    RawHttp2(Api api, TestCertificate trusted) {
        try {
            socket = (SSLSocket) trusted.client()
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), api.server().port());
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(20_000);
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the preface with settings: pairs of an identifier and a value. */
    RawHttp2 begin(int... settings) {
        write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return settings(settings);
    }

    RawHttp2 settings(int... settings) {
        var payload = ByteBuffer.allocate(settings.length * 3);
        for (int i = 0; i < settings.length; i += 2) {
            payload.putShort((short) settings[i]).putInt(settings[i + 1]);
        }
        return send(SETTINGS, 0, 0, payload.array());
    }

    /** Sends a request without content. The headers are pairs of a name and a value. */
    RawHttp2 get(int stream, String path, String... headers) {
        return send(HEADERS, END_HEADERS | END_STREAM, stream, request("GET", path, headers));
    }

    /** Returns the headers of a request to this server. */
    static byte[] request(String method, String path, String... headers) {
        var all = new ArrayList<>(
                List.of(":method", method, ":path", path, ":scheme", "https", ":authority", "localhost"));
        all.addAll(List.of(headers));
        return block(all.toArray(String[]::new));
    }

    /** Returns headers as literals without a table. */
    static byte[] block(String... headers) {
        var block = new ByteArrayOutputStream();
        for (int i = 0; i < headers.length; i += 2) {
            block.write(0);
            literal(block, headers[i]);
            literal(block, headers[i + 1]);
        }
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String text) {
        int rest = text.length() - 0x7f;
        block.write(Math.min(text.length(), 0x7f));
        if (rest >= 0) {
            for (; rest >= 0x80; rest >>= 7) {
                block.write(rest & 0x7f | 0x80);
            }
            block.write(rest);
        }
        block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawHttp2 send(int type, int flags, int stream, byte... payload) {
        return write(frame(type, flags, stream, payload));
    }

    /** Returns the bytes of a frame. */
    static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(HEADER_SIZE + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** Sends a frame whose payload is a number, such as the error code of a RST_STREAM. */
    RawHttp2 sendNumber(int type, int stream, int number) {
        return send(
                type,
                0,
                stream,
                ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    RawHttp2 write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Frame next() {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            var payload = in.readNBytes(length);
            return new Frame(type, flags, stream, payload, type == HEADERS ? decoded(stream, payload) : Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the next frame of a type. */
    Frame next(int type) {
        for (var frame = next(); ; frame = next()) {
            if (frame.type() == type) {
                return frame;
            }
        }
    }

    /** Returns the response of a stream. Ignores all other streams. */
    Answer answer(int stream) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        var content = new ByteArrayOutputStream();
        for (var frame = next(); ; frame = next()) {
            assertThat(frame.type()).as("%s", frame).isNotIn(GOAWAY);
            if (frame.stream() == stream) {
                headers.putAll(frame.headers());
                assertThat(frame.type()).as("%s", frame).isNotIn(RST_STREAM);
                if (frame.type() == DATA) {
                    content.writeBytes(frame.payload());
                }
                if (frame.isLast()) {
                    var all = HttpHeaders.of(headers, (name, value) -> true);
                    return new Answer((int) all.firstValueAsLong(":status").orElseThrow(), all, content.toByteArray());
                }
            }
        }
    }

    private Map<String, List<String>> decoded(int stream, byte[] payload) {
        Map<String, List<String>> decoded = new LinkedHashMap<>();
        try {
            headers.decodeHeaders(stream, Unpooled.wrappedBuffer(payload))
                    .forEach(header -> decoded.computeIfAbsent(header.getKey().toString(), name -> new ArrayList<>())
                            .add(header.getValue().toString()));
            return decoded;
        } catch (Http2Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Returns whether the connection ends with a GOAWAY that has this error. */
    boolean endsWith(int error) {
        try {
            for (var frame = next(); ; frame = next()) {
                if (frame.type() == GOAWAY) {
                    return ByteBuffer.wrap(frame.payload()).getInt(Integer.BYTES) == error;
                }
            }
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Returns whether the server has closed the connection. Ignores all frames before. */
    boolean isClosed() {
        try {
            while (true) {
                next();
            }
        } catch (UncheckedIOException e) {
            return e.getCause() instanceof EOFException;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
