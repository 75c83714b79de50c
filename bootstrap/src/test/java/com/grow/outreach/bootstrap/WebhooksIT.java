package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks of the packaged application, with an endpoint that checks the deliveries. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WebhooksIT {

    private static final int MOVES = 20;
    private static final int TAKEN = 7;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path dataDir;

    private final List<Message> messages = Collections.synchronizedList(new ArrayList<>());
    private HttpServer endpoint;

    /** A delivery that the endpoint has received. */
    private record Message(String id, JsonNode body) {

        long event() {
            return body.at("/data/event_id").asLong();
        }

        String outreach() {
            return body.at("/data/outreach_id").asText();
        }
    }

    @BeforeEach
    void start() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.stop(0);
    }

    private static Message verified(HttpExchange exchange, String secret) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try {
            new Webhook(secret).verify(body, exchange.getRequestHeaders());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return new Message(exchange.getRequestHeaders().getFirst("webhook-id"), JSON.readTree(body));
    }

    /** Creates a webhook and returns its secret. */
    private String create(GrowProcess grow) {
        var url = "http://localhost:%d/hooks".formatted(endpoint.getAddress().getPort());
        var created = grow.http()
                .send("POST", "/api/webhooks", "application/json", "{\"id\":\"whk_1\",\"url\":\"%s\"}".formatted(url));
        assertThat(created.status()).isEqualTo(201);
        return created.json().get("secret").asText();
    }

    /** The position of the feed itself can be beyond a gap: a restart of PostgreSQL makes one. */
    private static void awaitAllDelivered(Path dataDir) throws Exception {
        try (var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
            sql.await("""
                    not exists (select from events where position is null)
                      and not exists (select from webhook_deliveries where next_attempt_at is not null)
                      and not exists (
                        select from events where position > (select last_position from webhooks))""");
        }
    }

    @Test
    void every_event_arrives_signed_although_the_server_is_killed_during_delivery() throws Exception {
        var midway = new CountDownLatch(1);
        var moved = new ArrayList<String>();
        try (var grow = GrowProcess.serve(dataDir, "--webhook-allow-private")) {
            var secret = create(grow);
            endpoint.createContext("/hooks", exchange -> {
                var message = verified(exchange, secret);
                messages.add(message);
                if (messages.size() == TAKEN) {
                    // The endpoint stores the message but does not respond.
                    midway.countDown();
                    return;
                }
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            moved.addAll(
                    grow.http().get("/api/outreaches?status=ready&per=" + MOVES).ids());
            moved.forEach(id -> grow.http().patch("/api/outreaches/%s/start_enrichment".formatted(id)));
            midway.await();
            grow.kill();
        }
        try (var grow = GrowProcess.serve(dataDir, "--webhook-allow-private")) {
            awaitAllDelivered(dataDir);

            assertThat(messages.stream().map(Message::event).distinct())
                    .hasSize(MOVES)
                    .startsWith(LongStream.rangeClosed(1, TAKEN).boxed().toArray(Long[]::new))
                    .as("positions, which may have a gap after the restart")
                    .isSorted();
            assertThat(messages.stream().map(Message::outreach).distinct()).containsExactlyElementsOf(moved);
            assertThat(messages.stream()
                            .filter(message -> message.event() == TAKEN)
                            .map(Message::id))
                    .hasSizeGreaterThan(1)
                    .containsOnly(messages.get(TAKEN - 1).id());
            var log = grow.http().get("/api/webhooks/whk_1/deliveries?status=delivered");
            assertThat(log.totalCount()).isEqualTo(MOVES);
            assertThat(log.json().at("/items/0/last_status_code").asInt()).isEqualTo(204);
        }
    }

    @Test
    void a_failed_delivery_is_logged_and_can_be_repeated() throws Exception {
        var answers = Collections.synchronizedList(new ArrayList<>(List.of(410)));
        try (var grow = GrowProcess.serve(dataDir, "--webhook-allow-private")) {
            var secret = create(grow);
            endpoint.createContext("/hooks", exchange -> {
                messages.add(verified(exchange, secret));
                exchange.sendResponseHeaders(answers.isEmpty() ? 200 : answers.removeFirst(), -1);
                exchange.close();
            });
            var http = grow.http();
            http.patch("/api/outreaches/out_11111/start_enrichment");
            try (var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
                sql.await("exists (select from webhooks where disabled_reason is not null)");
            }
            var webhook = http.get("/api/webhooks/whk_1").json();
            assertThat(webhook.get("enabled").asBoolean()).isFalse();
            assertThat(webhook.get("disabled_reason").asText()).contains("410");
            var pending = http.get("/api/webhooks/whk_1/deliveries").json().at("/items/0");
            assertThat(pending.get("last_error").asText()).contains("410");

            var resend = "/api/webhooks/whk_1/deliveries/%s/resend"
                    .formatted(pending.get("id").asText());
            assertThat(http.send("POST", resend, "", "").status()).isEqualTo(409);
            http.form("/api/webhooks/whk_1", "enabled=true");
            assertThat(http.send("POST", resend, "", "").status()).isEqualTo(200);
            awaitAllDelivered(dataDir);

            assertThat(messages.stream().map(Message::id).distinct()).hasSize(1);
            assertThat(messages).hasSizeGreaterThan(1);
        }
    }
}
