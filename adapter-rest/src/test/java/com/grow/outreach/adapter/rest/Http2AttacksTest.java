package com.grow.outreach.adapter.rest;

import static com.grow.outreach.adapter.rest.RawHttp2.CANCEL;
import static com.grow.outreach.adapter.rest.RawHttp2.CONTINUATION;
import static com.grow.outreach.adapter.rest.RawHttp2.DATA;
import static com.grow.outreach.adapter.rest.RawHttp2.END_HEADERS;
import static com.grow.outreach.adapter.rest.RawHttp2.END_STREAM;
import static com.grow.outreach.adapter.rest.RawHttp2.ENHANCE_YOUR_CALM;
import static com.grow.outreach.adapter.rest.RawHttp2.FLOW_CONTROL_ERROR;
import static com.grow.outreach.adapter.rest.RawHttp2.FRAME_SIZE_ERROR;
import static com.grow.outreach.adapter.rest.RawHttp2.GOAWAY;
import static com.grow.outreach.adapter.rest.RawHttp2.HEADERS;
import static com.grow.outreach.adapter.rest.RawHttp2.PING;
import static com.grow.outreach.adapter.rest.RawHttp2.PROTOCOL_ERROR;
import static com.grow.outreach.adapter.rest.RawHttp2.RST_STREAM;
import static com.grow.outreach.adapter.rest.RawHttp2.SETTINGS;
import static com.grow.outreach.adapter.rest.RawHttp2.STREAM_CLOSED;
import static com.grow.outreach.adapter.rest.RawHttp2.WINDOW_UPDATE;
import static com.grow.outreach.adapter.rest.RawHttp2.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that misuse HTTP/2 harm only their own connection. */
@Timeout(60)
class Http2AttacksTest {

    private static final String OUTREACH = "/api/outreaches/out_ready";

    private final ApiOverTls api = ApiOverTls.start(limits -> limits);

    @AfterEach
    void others_are_served() {
        try (var served = api;
                var connection = served.connect()) {
            assertThat(connection.begin().get(1, OUTREACH).answer(1).status()).isEqualTo(200);
        }
    }

    /** Repeats an attack until the server closes the connection, or up to a number of times. */
    private static void repeat(RawHttp2 connection, int times, Consumer<RawHttp2> attack) {
        try {
            for (int i = 0; i < times; i++) {
                attack.accept(connection);
            }
        } catch (UncheckedIOException e) {
            // The server has closed the connection.
        }
    }

    @Test
    void ends_a_connection_whose_client_cancels_requests_rapidly() {
        try (var connection = api.connect().begin()) {
            int[] stream = {1};

            repeat(connection, 1000, raw -> {
                raw.get(stream[0], OUTREACH).sendNumber(RST_STREAM, stream[0], CANCEL);
                stream[0] += 2;
            });

            assertThat(connection.endsWith(ENHANCE_YOUR_CALM)).isTrue();
        }
    }

    @Test
    void ends_a_connection_whose_client_makes_the_server_cancel_requests_rapidly() {
        try (var connection = api.connect().begin()) {
            int[] stream = {1};

            // A window update of zero is an error of the stream.
            repeat(connection, 1000, raw -> {
                raw.get(stream[0], "/api/events").sendNumber(WINDOW_UPDATE, stream[0], 0);
                stream[0] += 2;
            });

            assertThat(connection.endsWith(ENHANCE_YOUR_CALM)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000})
    void ends_a_connection_with_endless_headers(int size) {
        try (var connection = api.connect().begin()) {
            connection.send(HEADERS, 0, 1, request("GET", OUTREACH));

            repeat(connection, 100_000, raw -> raw.send(CONTINUATION, 0, 1, new byte[size]));

            assertThat(connection.next(GOAWAY)).isNotNull();
        }
    }

    @Test
    void headers_that_expand_beyond_the_limit_are_431() {
        try (var connection = api.connect().begin()) {
            // A literal that enters the table, and thousands of references to it.
            var block = new ByteArrayOutputStream();
            var literal = RawHttp2.block("x", "y".repeat(4000));
            block.writeBytes(request("GET", OUTREACH));
            block.write(0x40);
            block.write(literal, 1, literal.length - 1);
            for (int i = 0; i < 10_000; i++) {
                block.write(0x80 | 62);
            }

            connection.send(HEADERS, END_HEADERS | END_STREAM, 1, block.toByteArray());

            assertThat(connection.answer(1).status()).isEqualTo(431);
            assertThat(connection.get(3, OUTREACH).answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void headers_over_the_limit_of_http_2_are_431() {
        try (var connection = api.connect().begin()) {
            var large = RawHttp2.block("x-large", "x".repeat(12_000));
            connection.send(HEADERS, END_STREAM, 1, request("GET", OUTREACH));
            connection.send(CONTINUATION, 0, 1, large);
            connection.send(CONTINUATION, 0, 1, large);
            connection.send(CONTINUATION, END_HEADERS, 1, large);

            assertThat(connection.answer(1).status()).isEqualTo(431);
            assertThat(connection.get(3, OUTREACH).answer(3).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {PING, SETTINGS, RawHttp2.PRIORITY, 0x42, DATA, WINDOW_UPDATE})
    void ends_a_connection_with_a_flood_of_control_frames(int type) {
        var payload = switch (type) {
            case PING -> new byte[8];
            case RawHttp2.PRIORITY -> new byte[] {0, 0, 0, 0, 1};
            case WINDOW_UPDATE -> new byte[] {0, 0, 0, 1};
            default -> new byte[0];
        };
        try (var connection = api.connect().begin()) {
            connection.send(HEADERS, END_HEADERS, 3, request("PATCH", OUTREACH));

            repeat(connection, 20_000, raw -> raw.send(type, 0, type == PING || type == SETTINGS ? 0 : 3, payload));

            assertThat(connection.endsWith(ENHANCE_YOUR_CALM)).isTrue();
        }
    }

    @Test
    void a_window_that_opens_too_far_is_an_error() {
        try (var connection = api.connect().begin()) {
            connection.sendNumber(WINDOW_UPDATE, 0, Integer.MAX_VALUE);

            assertThat(connection.endsWith(FLOW_CONTROL_ERROR)).isTrue();
        }
    }

    @Test
    void content_beyond_the_window_is_an_error() {
        try (var connection = api.connect().begin()) {
            connection.send(HEADERS, END_HEADERS, 1, request("GET", "/api/events"));

            repeat(connection, 200, raw -> raw.send(DATA, 0, 1, new byte[16_384]));

            assertThat(connection.next(RST_STREAM).number()).isEqualTo(FLOW_CONTROL_ERROR);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 3", "5, 5"})
    void a_stream_is_not_used_twice(int first, int second) {
        try (var connection = api.connect().begin()) {
            assertThat(connection.get(first, OUTREACH).answer(first).status()).isEqualTo(200);

            connection.get(second, OUTREACH);

            assertThat(connection.next(RST_STREAM).number()).isEqualTo(STREAM_CLOSED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void a_stream_of_a_client_has_an_odd_number(int stream) {
        try (var connection = api.connect().begin()) {
            assertThat(connection.get(stream, OUTREACH).endsWith(PROTOCOL_ERROR))
                    .isTrue();
        }
    }

    @Test
    void a_frame_over_the_limit_is_an_error() {
        try (var connection = api.connect().begin()) {
            assertThat(connection.send(DATA, 0, 1, new byte[16_385]).endsWith(FRAME_SIZE_ERROR))
                    .isTrue();
        }
    }

    @Test
    void http_1_after_the_agreement_on_http_2_is_an_error() {
        try (var connection = api.connect()) {
            connection.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(connection.endsWith(PROTOCOL_ERROR)).isTrue();
        }
    }
}
