package com.grow.outreach.adapter.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.domain.Attempt;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.Event.Change;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.Webhook.Endpoint;
import com.grow.outreach.domain.Webhook.Rotation.Rotated;
import com.grow.outreach.domain.WebhookId;
import com.grow.outreach.domain.WebhookSecret;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests deliveries against an endpoint that verifies them with the Standard Webhooks library. */
@Timeout(60)
class HttpWebhookSenderTest {

    private static final WebhookSecret SECRET = WebhookSecret.generate(new Random(1));
    private static final WebhookSecret NEXT = WebhookSecret.generate(new Random(2));
    private static final Instant HAPPENED = Instant.parse("2026-04-01T12:34:56.789012Z");
    private static final Delivery DELIVERY = new Delivery(
            new DeliveryId("dlv_1"),
            new Event(
                    new EventPosition(42),
                    new OutreachId("out_1"),
                    new Change.Assigned(null, new SequenceId("seq_1")),
                    HAPPENED,
                    "Zoë"),
            0,
            HAPPENED,
            null);

    /** The current time, since the library rejects signatures that are minutes old. */
    private final Instant now = Instant.now();

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer endpoint;

    @AutoClose
    private final HttpWebhookSender sender = new HttpWebhookSender(true);

    @BeforeEach
    void start() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        endpoint.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        endpoint.stop(0);
    }

    private void answer(String path, HttpHandler handler) {
        endpoint.createContext(path, handler);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private Webhook webhook(String path) {
        var url = "http://localhost:%d%s".formatted(endpoint.getAddress().getPort(), path);
        return Webhook.create(new WebhookId("whk_1"), new Endpoint(url, Set.of(), null), SECRET);
    }

    /** A request that the endpoint received. */
    private record Message(String body, Headers headers) {

        static Message of(HttpExchange exchange) throws IOException {
            return new Message(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders());
        }

        void verify(WebhookSecret secret) throws Exception {
            new com.standardwebhooks.Webhook(secret.value()).verify(body, headers);
        }
    }

    @Test
    void signs_an_event_according_to_standard_webhooks() throws Exception {
        List<Message> got = new ArrayList<>();
        answer("/hooks", exchange -> {
            got.add(Message.of(exchange));
            answer(exchange, 204);
        });

        assertThat(sender.send(webhook("/hooks"), DELIVERY, now)).isEqualTo(Attempt.answered(now, 204));
        sender.send(((Rotated) webhook("/hooks").rotated(NEXT, now)).webhook(), DELIVERY, now);

        got.get(0).verify(SECRET);
        got.get(1).verify(SECRET);
        got.get(1).verify(NEXT);
        assertThat(got.get(0).headers().getFirst("webhook-id")).isEqualTo("dlv_1");
        assertThat(got.get(0).headers().getFirst("Content-Type")).startsWith("application/json");
        assertThat(got.get(0).body()).isEqualTo("""
                        {"type":"outreach.assigned","timestamp":"2026-04-01T12:34:56.789012Z",\
                        "data":{"event_id":"42","outreach_id":"out_1","from":null,"to":"seq_1","actor":"Zoë","id":"out_1"}}""");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 404, 410, 429, 500, 503})
    void treats_any_status_but_2xx_as_a_failure_and_follows_no_redirect(int status) {
        List<String> asked = new ArrayList<>();
        answer("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            answer(exchange, status);
        });

        assertThat(sender.send(webhook("/hooks"), DELIVERY, now))
                .isEqualTo(new Attempt(now, status, "the endpoint answered " + status));
        assertThat(asked).containsExactly("/hooks");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            429 | 120                           | PT2M
            503 | 0                             | PT0S
            503 | Thu, 01 Jan 2026 00:10:00 GMT | PT10M
            429 | Thursday, 01-Jan-26 00:10:00 GMT | PT10M
            503 | 9999999999                    | PT1H
            429 | soon                          |
            429 | -5                            |
            429 | 99999999999999999999          |
            500 | 120                           |
            200 | 120                           |
            """)
    void honours_retry_after_of_a_busy_endpoint(int status, String retryAfter, @Nullable Duration wait) {
        var start = Instant.parse("2026-01-01T00:00:00Z");
        answer("/hooks", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            answer(exchange, status);
        });

        assertThat(sender.send(webhook("/hooks"), DELIVERY, start).notBefore())
                .isEqualTo(wait == null ? null : start.plus(wait));
    }

    @Test
    void stops_reading_an_endless_response() {
        answer("/hooks", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            try {
                while (true) {
                    out.write(new byte[8192]);
                }
            } catch (IOException cutOff) {
                over.countDown();
            }
        });

        assertThat(sender.send(webhook("/hooks"), DELIVERY, now).succeeded()).isTrue();
        awaitOver();
    }

    @Test
    void times_out_when_an_endpoint_never_responds() {
        answer("/hooks", exchange -> awaitOver());
        try (var hasty = new HttpWebhookSender(SystemDefaultDnsResolver.INSTANCE, Duration.ofMillis(100))) {
            var attempt = hasty.send(webhook("/hooks"), DELIVERY, now);

            assertThat(attempt.succeeded()).isFalse();
            assertThat(attempt.statusCode()).isNull();
        }
    }

    private void awaitOver() {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void fails_when_the_connection_is_refused() {
        endpoint.stop(0);

        var attempt = sender.send(webhook("/hooks"), DELIVERY, now);

        assertThat(attempt.succeeded()).isFalse();
        assertThat(attempt.error()).containsIgnoringCase("refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com:99999/x", "http://[1:2:3]/", "not a url"})
    void fails_when_the_url_can_not_be_called(String url) {
        var attempt = sender.send(webhook("/").with(new Endpoint(url, Set.of(), null)), DELIVERY, now);

        assertThat(attempt.statusCode()).isNull();
        assertThat(attempt.error()).isNotBlank();
    }

    @Test
    void logs_a_printable_excerpt_of_a_response_that_is_not_http() throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var connection = server.accept()) {
                    var answer = "HTTP/1.1 2\0" + "x".repeat(1_000) + "\r\n\r\n";
                    connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    connection.shutdownOutput();
                    // An unread request would make the socket reset the response.
                    connection.getInputStream().readAllBytes();
                } catch (IOException hungUp) {
                    over.countDown();
                }
            });
            var url = "http://localhost:%d/".formatted(server.getLocalPort());

            var attempt = sender.send(webhook("/").with(new Endpoint(url, Set.of(), null)), DELIVERY, now);

            assertThat(attempt.error()).isNotBlank().matches("[ -~]{1,200}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "127.0.0.1", "[::1]", "127.1", "0.0.0.0", "169.254.169.254", "10.0.0.1", "[fd00::1]"
            })
    void rejects_private_addresses_unless_they_are_allowed(String host) {
        List<String> asked = new ArrayList<>();
        answer("/", exchange -> {
            asked.add(host);
            answer(exchange, 200);
        });
        var url = "http://%s:%d/hooks".formatted(host, endpoint.getAddress().getPort());
        try (var careful = new HttpWebhookSender(false)) {
            var attempt = careful.send(webhook("/").with(new Endpoint(url, Set.of(), null)), DELIVERY, now);

            assertThat(attempt.error()).contains("private network");
            assertThat(asked).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.255",
                "239.1.2.3",
                "100.127.255.255",
                "172.31.255.255",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "0.1.2.3",
                "127.8.8.8",
                "169.254.1.1",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fdff::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:0:1::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:2::1",
                "2001:10::1",
                "2001:1ff:ffff::1",
                "2001:db8::1",
                "2001:db8:ffff::1",
                "2002:808:808::1",
                "3fff::1",
                "3fff:fff:ffff::1",
                "100::1",
                "100:0:0:1::1",
                "64:ff9b::c000:201",
                "64:ff9b:1::808:808",
                "::ffff:0:a00:1",
                "::8.8.8.8",
                "4000::1",
                "5f00::1",
                "fec0::1",
                "::ffff:192.0.2.1"
            })
    void recognises_special_purpose_addresses(String address) throws Exception {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "100.128.0.1",
                "198.20.0.1",
                "192.0.1.1",
                "192.0.3.1",
                "203.0.114.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2001:4860:4860::8888",
                "2001:200::1",
                "2001:db9::1",
                "3fff:1000::1",
                "64:ff9b::808:808",
                "::ffff:8.8.8.8"
            })
    void recognises_public_addresses(String address) throws Exception {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }
}
