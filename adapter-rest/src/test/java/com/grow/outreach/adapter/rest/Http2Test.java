package com.grow.outreach.adapter.rest;

import static com.grow.outreach.adapter.rest.RawHttp2.CANCEL;
import static com.grow.outreach.adapter.rest.RawHttp2.DATA;
import static com.grow.outreach.adapter.rest.RawHttp2.END_HEADERS;
import static com.grow.outreach.adapter.rest.RawHttp2.END_STREAM;
import static com.grow.outreach.adapter.rest.RawHttp2.GOAWAY;
import static com.grow.outreach.adapter.rest.RawHttp2.HEADERS;
import static com.grow.outreach.adapter.rest.RawHttp2.NO_ERROR;
import static com.grow.outreach.adapter.rest.RawHttp2.RST_STREAM;
import static com.grow.outreach.adapter.rest.RawHttp2.request;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 over TLS. */
@Timeout(60)
class Http2Test {

    private static final String OUTREACH = "/api/outreaches/out_ready";

    @AutoClose
    private final ApiOverTls api = ApiOverTls.start(limits -> limits);

    private final HttpClient client = client(Version.HTTP_2);

    /** Ends the event streams, for which closing the client would wait. */
    @AfterEach
    void stops_the_client() {
        client.shutdownNow();
    }

    private HttpClient client(Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(api.trusted().client())
                .build();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(
                URI.create("https://localhost:%d%s".formatted(api.api().server().port(), path)));
    }

    private Answer send(HttpRequest.Builder request) {
        return send(client, request);
    }

    private static Answer send(HttpClient client, HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            assertThat(response.version()).isEqualTo(client.version());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/outreaches",
        "GET, /api/outreaches/out_ready",
        "HEAD, /api/outreaches",
        "HEAD, /api/events",
        "GET, /api/outreaches/unknown",
        "GET, /api/outreaches?page=x",
        "POST, /api/outreaches/out_ready",
        "OPTIONS, /api/outreaches",
        "PATCH, /api/outreaches/out_ready",
        "GET, /",
        "GET, /api/openapi.yaml",
        "GET, /api/outreaches.csv",
        "GET, //api",
    })
    void answers_like_http_1(String method, String path) {
        try (var old = client(Version.HTTP_1_1)) {
            var expected = send(old, to(path).method(method, BodyPublishers.noBody()));

            var answer = send(to(path).method(method, BodyPublishers.noBody()));

            assertThat(answer.status()).isEqualTo(expected.status());
            assertThat(answer.body()).isEqualTo(expected.body());
            assertThat(comparable(answer)).isEqualTo(comparable(expected));
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
            assertThat(answer.header("X-Request-Id")).isNotBlank();
        }
    }

    /** Returns the headers that both versions have in common. */
    private static Map<String, Object> comparable(Answer answer) {
        var headers = new TreeMap<String, Object>(answer.headers().map());
        Stream.of(":status", "connection", "date", "transfer-encoding", "x-request-id")
                .forEach(headers::remove);
        return headers;
    }

    @Test
    void a_client_without_http_2_uses_http_1() {
        try (var old = client(Version.HTTP_1_1)) {
            assertThat(send(old, to(OUTREACH)).status()).isEqualTo(200);
        }
    }

    @Test
    void writes_take_effect() {
        var answer = send(to(OUTREACH)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"sequence_id\":\"seq_1\"}")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(send(to(OUTREACH)).json().path("sequence_id").asText()).isEqualTo("seq_1");
    }

    @Test
    void a_body_without_a_length_arrives_in_several_parts() {
        var json = "{\"sequence_id\":\"seq_1\"}".getBytes(StandardCharsets.US_ASCII);
        try (var connection = api.connect().begin()) {
            connection.send(HEADERS, END_HEADERS, 1, request("PATCH", OUTREACH, "content-type", "application/json"));
            for (byte part : json) {
                connection.send(DATA, 0, 1, part);
            }
            connection.send(DATA, END_STREAM, 1);

            assertThat(connection.answer(1).json().path("sequence_id").asText()).isEqualTo("seq_1");
        }
    }

    @Test
    void ignores_trailers() {
        try (var connection = api.connect().begin()) {
            connection.send(HEADERS, END_HEADERS, 1, request("PATCH", OUTREACH, "content-type", "application/json"));
            connection.send(DATA, 0, 1, "{\"sequence_id\":null}".getBytes(StandardCharsets.US_ASCII));
            connection.send(HEADERS, END_HEADERS | END_STREAM, 1, RawHttp2.block("host", "evil.example"));

            assertThat(connection.answer(1).status()).isEqualTo(200);
        }
    }

    @Test
    void sends_100_continue() {
        var answer = send(to(OUTREACH)
                .expectContinue(true)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"sequence_id\":\"seq_1\"}")));

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 20, 1_100_000, 5_000_000})
    void a_body_over_the_limit_is_413(int size) {
        var answer = send(to(OUTREACH)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"%s\":1}".formatted("x".repeat(size)))));

        answer.isProblem(413);
        assertThat(send(to(OUTREACH)).status()).isEqualTo(200);
    }

    @Test
    void a_body_without_a_length_over_the_limit_is_413() {
        var content = new byte[5_000_000];
        var answer = send(to(OUTREACH)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content))));

        answer.isProblem(413);
        assertThat(send(to(OUTREACH)).status()).isEqualTo(200);
    }

    @Test
    void large_requests_and_responses_arrive_complete() throws IOException {
        var answer = send(to("/api/outreaches/batch_assign")
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"%s\":1}".formatted("x".repeat(900_000)))));

        answer.isProblem(400);
        try (var in = requireNonNull(Http2Test.class.getResourceAsStream("/META-INF/resources/api/openapi.yaml"))) {
            assertThat(send(to("/api/openapi.yaml")).content()).isEqualTo(in.readAllBytes());
        }
    }

    @Test
    void many_requests_share_a_connection() {
        try (var connection = api.connect().begin()) {
            IntStream.range(0, 50).forEach(i -> connection.get(2 * i + 1, OUTREACH));

            // The responses come in any order.
            var ended = new ArrayList<Integer>();
            while (ended.size() < 50) {
                var frame = connection.next();
                if (frame.isLast()) {
                    ended.add(frame.stream());
                }
            }
            assertThat(ended).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_slow_request_does_not_delay_another() {
        try (var connection = api.connect().begin()) {
            connection.send(HEADERS, END_HEADERS, 1, request("PATCH", OUTREACH, "content-type", "application/json"));
            connection.send(DATA, 0, 1, (byte) '{');

            assertThat(connection.get(3, OUTREACH).answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void event_streams_share_a_connection() throws Exception {
        var streams = new ArrayList<HttpResponse<Stream<String>>>();
        for (int i = 0; i < 20; i++) {
            streams.add(client.send(to("/api/events").build(), BodyHandlers.ofLines()));
        }

        send(to("/api/outreaches/out_ready/start_enrichment").method("PATCH", BodyPublishers.noBody()));

        for (var stream : streams) {
            assertThat(stream.version()).isEqualTo(Version.HTTP_2);
            assertThat(stream.body()
                            .filter(line -> line.startsWith("data:"))
                            .findFirst()
                            .orElseThrow())
                    .contains("out_ready");
        }
    }

    @Test
    void a_closed_event_stream_leaves_the_connection_open() {
        try (var connection = api.connect().begin()) {
            for (int stream = 1; stream < 2 * 50; stream += 2) {
                connection.get(stream, "/api/events").next(DATA);
                connection.sendNumber(RST_STREAM, stream, CANCEL);
            }

            assertThat(connection.get(101, OUTREACH).answer(101).status()).isEqualTo(200);
        }
    }

    @Test
    void joins_the_cookies_of_a_request() {
        try (var connection = api.connect().begin()) {
            connection.get(1, OUTREACH, "cookie", "a=1", "cookie", "b=2");

            assertThat(connection.answer(1).status()).isEqualTo(200);
        }
    }

    @Test
    void a_foreign_host_is_421() {
        try (var connection = api.connect().begin()) {
            var headers = RawHttp2.block(
                    ":method", "GET", ":path", OUTREACH, ":scheme", "https", ":authority", "evil.example");

            connection.send(HEADERS, END_HEADERS | END_STREAM, 1, headers);

            connection.answer(1).isProblem(421, "evil.example");
        }
    }

    @Test
    void two_different_hosts_are_400() {
        try (var connection = api.connect().begin()) {
            connection.get(1, OUTREACH, "host", "evil.example");

            connection.answer(1).isProblem(400);
        }
    }

    @Test
    void the_same_host_twice_is_accepted() {
        try (var connection = api.connect().begin()) {
            assertThat(connection
                            .get(1, OUTREACH, "host", "localhost")
                            .answer(1)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_write_from_another_site_is_403() {
        send(to(OUTREACH + "/start_enrichment")
                        .header("Origin", "https://evil.example")
                        .method("PATCH", BodyPublishers.noBody()))
                .isProblem(403);
    }

    @Test
    void headers_over_the_limit_are_431() {
        send(to(OUTREACH).header("X-Large", "x".repeat(20 << 10))).isProblem(431);
    }

    @Test
    void a_stopping_server_finishes_requests_and_says_goodbye() {
        try (var connection = api.connect().begin()) {
            connection.send(HEADERS, END_HEADERS, 1, request("PATCH", OUTREACH, "content-type", "application/json"));
            assertThat(connection.get(3, OUTREACH).answer(3).status()).isEqualTo(200);

            var stop = CompletableFuture.runAsync(() -> api.api().server().close());
            var notice = connection.next(GOAWAY);
            // A request that the client sent before it got the notice.
            connection.get(5, OUTREACH);
            connection.send(DATA, END_STREAM, 1, "{\"sequence_id\":\"seq_1\"}".getBytes(StandardCharsets.US_ASCII));

            assertThat(notice.number()).isEqualTo(NO_ERROR);
            var ended = new ArrayList<Integer>();
            while (ended.size() < 2) {
                var frame = connection.next();
                if (frame.isLast()) {
                    ended.add(frame.stream());
                }
            }
            assertThat(ended).containsExactlyInAnyOrder(1, 5);
            assertThat(connection.endsWith(NO_ERROR)).isTrue();
            stop.orTimeout(8, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void idle_connections_do_not_delay_the_stop_of_the_server() {
        try (var connection = api.connect().begin()) {
            assertThat(connection.get(1, OUTREACH).answer(1).status()).isEqualTo(200);
            long start = System.nanoTime();

            api.api().server().close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            assertThat(connection.endsWith(NO_ERROR)).isTrue();
        }
    }

    @Test
    void a_server_without_tls_does_not_speak_http_2() {
        try (var plain = Api.over(Api.book());
                var connection = plain.connect()) {
            connection.send("PRI * HTTP/2.0\n\nSM\n\n").answer().isProblem(505);
        }
    }
}
