package com.grow.outreach.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A persistent HTTP connection with so little overhead that it measures the server. */
final class HttpConnection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String headers;

    /**
     * Opens a connection.
     *
     * @param token the API token that requests send, or an empty text for none
     */
    HttpConnection(int port, String token) throws IOException {
        headers = "Host: localhost\r\n" + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n");
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    /**
     * An HTTP response.
     */
    record Answer(int status, String body) {

        /** Returns the number in a field of the body. */
        long number(String name) throws IOException {
            var number = Pattern.compile("\"%s\":(\\d+)".formatted(name)).matcher(ok().body());
            if (!number.find()) {
                throw new IOException("no %s in %s".formatted(name, body));
            }
            return Long.parseLong(number.group(1));
        }

        Answer ok() throws IOException {
            if (status != 200) {
                throw new IOException(status + ": " + body);
            }
            return this;
        }
    }

    Answer get(String path) throws IOException {
        return call("GET %s HTTP/1.1\r\n%s\r\n".formatted(path, headers));
    }

    Answer patch(String path, String json) throws IOException {
        return call("PATCH %s HTTP/1.1\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, headers, json.length(), json));
    }

    Answer startEnrichment(List<String> ids) throws IOException {
        return patch("/api/outreaches/batch_start_enrichment", "{" + outreachIds(ids) + "}");
    }

    Answer assign(String sequence, List<String> ids) throws IOException {
        return patch(
                "/api/outreaches/batch_assign", "{\"sequence_id\":\"%s\",%s}".formatted(sequence, outreachIds(ids)));
    }

    private static String outreachIds(List<String> ids) {
        return "\"outreach_ids\":[\"" + String.join("\",\"", ids) + "\"]";
    }

    private Answer call(String request) throws IOException {
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        var status = line();
        int length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        return new Answer(
                Integer.parseInt(status.split(" ", 3)[1]), new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
