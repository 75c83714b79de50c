package com.grow.outreach.adapter.rest;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;

/** A connection that sends any bytes, including malformed requests. */
final class RawConnection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    RawConnection(int port) {
        this(port, SocketFactory.getDefault());
    }

    /** Opens a connection with sockets of a kind, for example with TLS. */
    RawConnection(int port, SocketFactory sockets) {
        try {
            socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends each character as one byte. A line feed becomes the carriage return and line feed of HTTP. */
    RawConnection send(String text) {
        try {
            socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends bytes as they are. */
    RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all bytes until the server closes the connection. */
    String rest() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the next response, with its content. */
    Answer answer() {
        return answer(true);
    }

    /** Returns the next response, whose content is absent although it has a length, as after HEAD. */
    Answer answerWithoutContent() {
        return answer(false);
    }

    private Answer answer(boolean content) {
        try {
            int status = Integer.parseInt(line().split(" ")[1]);
            Map<String, List<String>> headers = new LinkedHashMap<>();
            for (var line = line(); !line.isEmpty(); line = line()) {
                var header = line.split(":", 2);
                headers.computeIfAbsent(header[0], name -> new ArrayList<>()).add(header[1].strip());
            }
            var parsed = HttpHeaders.of(headers, (name, value) -> true);
            int length = (int) parsed.firstValueAsLong("Content-Length").orElse(0);
            return new Answer(status, parsed, content ? in.readNBytes(length) : new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the server has closed the connection. Waits until it closes it or sends a byte. */
    boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection after '" + line + "'");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
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
