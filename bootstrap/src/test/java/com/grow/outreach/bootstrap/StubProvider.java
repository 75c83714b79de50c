package com.grow.outreach.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider that fails a third of its calls in various ways. It knows the email addresses of all people except those whose
 * name ends in 0.
 */
final class StubProvider implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final Random random;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Semaphore mayAnswer;
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    /** Starts a provider that responds immediately. */
    StubProvider(long seed) {
        this(seed, Integer.MAX_VALUE);
    }

    /**
     * Starts a provider that stops responding.
     *
     * @param seed the seed of the failures
     * @param answers the number of responses before it stops, until {@link #goOn}
     */
    StubProvider(long seed, int answers) {
        random = new Random(seed);
        mayAnswer = new Semaphore(answers);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.createContext("/refused", StubProvider::refuse);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/contacts";
    }

    /** Returns the URL of an endpoint that rejects all calls permanently. */
    String urlThatRefuses() {
        return "http://localhost:" + server.getAddress().getPort() + "/refused";
    }

    /** Responds to all waiting and later calls. */
    void goOn() {
        mayAnswer.release(Integer.MAX_VALUE - mayAnswer.availablePermits());
    }

    int calls() {
        return calls.get();
    }

    /** Returns the number of successful calls. */
    int answered() {
        return answered.get();
    }

    /** Returns the number of responses by name. */
    Map<String, Integer> answers() {
        return Map.copyOf(answers);
    }

    /** Returns the email address of a person with this name. */
    static String email(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@found.example";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            var name =
                    JSON.readTree(exchange.getRequestBody()).at("/person/name").asText();
            int kind = next();
            if (kind < 10) {
                fail(exchange, kind);
                return;
            }
            mayAnswer.acquireUninterruptibly();
            answered.incrementAndGet();
            answers.merge(exchange.getRequestHeaders().getFirst("Idempotency-Key"), 1, Integer::sum);
            if (name.endsWith("0")) {
                exchange.sendResponseHeaders(404, NO_BODY);
            } else {
                send(exchange, 200, "{\"email\":\"%s\",\"confidence\":0.9}".formatted(email(name)));
            }
        }
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(403, NO_BODY);
        }
    }

    private synchronized int next() {
        return random.nextInt(30);
    }

    private static void fail(HttpExchange exchange, int kind) throws IOException {
        switch (kind) {
            case 0, 1, 2, 3 -> exchange.sendResponseHeaders(500 + kind, NO_BODY);
            case 4 -> exchange.sendResponseHeaders(429, NO_BODY);
            case 5 -> send(exchange, 200, "<html>busy</html>");
            case 6 -> send(exchange, 200, "{\"email\":42}");
            case 7 -> send(exchange, 200, "{\"email\":\"x\",");
            case 8 -> send(exchange, 200, "{\"x\":\"" + "x".repeat(200_000) + "\"}");
            // The provider closes the connection.
            default -> {}
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
