package com.grow.outreach.adapter.enrichment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that sends the bytes a test chooses and handles one request per connection. */
final class StubServer implements AutoCloseable {

    private final ServerSocket socket;
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** The reaction to a request. */
    @FunctionalInterface
    interface Script {
        void play(Request request, OutputStream answer) throws IOException, InterruptedException;
    }

    /**
     * A received request.
     *
     * @param line the request line
     * @param headers by lower-case name
     * @param body the request body
     */
    record Request(String line, TreeMap<String, String> headers, String body) {}

    StubServer(Script script) {
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.script = script;
        Thread.ofVirtual().start(this::serve);
    }

    /** Starts a server that reacts to each request in the same way. */
    static StubServer saying(String answer) {
        return new StubServer((request, out) -> out.write(answer.getBytes(UTF_8)));
    }

    /** Starts a server that responds with JSON. */
    static StubServer answering(String json) {
        return saying(ok(json));
    }

    static String ok(String json) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(json.getBytes(UTF_8).length, json);
    }

    static String status(int status, String... headers) {
        return "HTTP/1.1 %d Whatever\r\nContent-Length: 0\r\n%s\r\n".formatted(status, String.join("", headers));
    }

    URI url() {
        return URI.create("http://localhost:%d/contacts".formatted(socket.getLocalPort()));
    }

    List<Request> requests() {
        return requests;
    }

    private void serve() {
        try {
            while (true) {
                var connection = socket.accept();
                Thread.ofVirtual().start(() -> answer(connection));
            }
        } catch (IOException e) {
            // The server was closed.
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            var request = read(connection.getInputStream());
            requests.add(request);
            script.play(request, connection.getOutputStream());
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        } catch (IOException | InterruptedException e) {
            // The client closed the connection.
        }
    }

    private static Request read(InputStream in) throws IOException {
        var line = line(in);
        var headers = new TreeMap<String, String>();
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(line, headers, new String(body, UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append(new String(new byte[] {(byte) next}, ISO_8859_1));
        }
        return line.toString().strip();
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
