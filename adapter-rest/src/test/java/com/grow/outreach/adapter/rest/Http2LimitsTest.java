package com.grow.outreach.adapter.rest;

import static com.grow.outreach.adapter.rest.RawHttp2.CANCEL;
import static com.grow.outreach.adapter.rest.RawHttp2.DATA;
import static com.grow.outreach.adapter.rest.RawHttp2.END_HEADERS;
import static com.grow.outreach.adapter.rest.RawHttp2.ENHANCE_YOUR_CALM;
import static com.grow.outreach.adapter.rest.RawHttp2.HEADERS;
import static com.grow.outreach.adapter.rest.RawHttp2.PING;
import static com.grow.outreach.adapter.rest.RawHttp2.REFUSED_STREAM;
import static com.grow.outreach.adapter.rest.RawHttp2.RST_STREAM;
import static com.grow.outreach.adapter.rest.RawHttp2.WINDOW_UPDATE;
import static com.grow.outreach.adapter.rest.RawHttp2.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.adapter.rest.connection.ConnectionLimits;
import com.grow.outreach.adapter.rest.connection.ConnectionLimits.Patience;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits and timeouts of HTTP/2 connections and their requests. */
@Timeout(60)
class Http2LimitsTest {

    private static final String OUTREACH = "/api/outreaches/out_ready";
    private static final String DOCUMENT = "/api/openapi.yaml";
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int INITIAL_WINDOW_SIZE = 4;

    private ApiOverTls api = ApiOverTls.start(limits -> limits);

    @AfterEach
    void others_are_served() {
        try (var served = api;
                var connection = served.connect()) {
            assertThat(connection.begin().get(1, OUTREACH).answer(1).status()).isEqualTo(200);
        }
    }

    private void serve(UnaryOperator<ConnectionLimits> limits) {
        api.close();
        api = ApiOverTls.start(limits);
    }

    private void serve(Patience patience) {
        serve(limits -> limits.withPatience(patience));
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

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_client_that_does_not_read_is_disconnected() {
        serve(new Patience(LONG, LONG, SHORT, LONG, SHORT, LONG));
        try (var connection = api.connect().begin(INITIAL_WINDOW_SIZE, Integer.MAX_VALUE)) {
            connection.sendNumber(WINDOW_UPDATE, 0, Integer.MAX_VALUE - 65_535);
            int[] stream = {1};

            // The server waits when the buffers of the sockets are full.
            assertThatThrownBy(() -> {
                        while (true) {
                            connection.get(stream[0], DOCUMENT);
                            stream[0] += 2;
                            pause(5);
                        }
                    })
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void a_response_whose_window_stays_closed_is_canceled() {
        serve(new Patience(LONG, LONG, SHORT, LONG, SHORT, LONG));
        try (var connection = api.connect().begin(INITIAL_WINDOW_SIZE, 0)) {
            connection.get(1, DOCUMENT);

            assertThat(connection.next(RST_STREAM).number()).isEqualTo(CANCEL);
        }
    }

    @Test
    void a_response_whose_window_opens_byte_by_byte_is_canceled() {
        serve(new Patience(LONG, LONG, Duration.ofSeconds(2), LONG, SHORT, LONG));
        try (var connection = api.connect().begin(INITIAL_WINDOW_SIZE, 1)) {
            connection.get(1, DOCUMENT);
            Thread.ofVirtual()
                    .start(() -> repeat(connection, 500, raw -> {
                        raw.sendNumber(WINDOW_UPDATE, 1, 1);
                        pause(10);
                    }));

            assertThat(connection.next(RST_STREAM).number()).isEqualTo(CANCEL);
        }
    }

    @Test
    void at_most_100_requests_run_at_once() {
        try (var connection = api.connect().begin()) {
            for (int i = 0; i < 150; i++) {
                connection.get(2 * i + 1, "/api/events");
            }

            for (int i = 0; i < 50; i++) {
                var refused = connection.next(RST_STREAM);
                assertThat(refused.number()).isEqualTo(REFUSED_STREAM);
                assertThat(refused.stream()).isGreaterThan(200);
            }
        }
    }

    @Test
    void a_thousand_requests_at_once_end_the_connection() {
        try (var connection = api.connect().begin()) {
            int[] stream = {1};

            repeat(connection, 1000, raw -> {
                raw.get(stream[0], "/api/events");
                stream[0] += 2;
            });

            assertThat(connection.endsWith(ENHANCE_YOUR_CALM)).isTrue();
        }
    }

    @Test
    void the_requests_of_an_address_are_limited_over_all_connections() {
        serve(limits -> limits.withPerPeer(10));
        try (var first = api.connect().begin();
                var second = api.connect().begin()) {
            for (int i = 0; i < 6; i++) {
                first.get(2 * i + 1, "/api/events").next(DATA);
            }

            for (int i = 0; i < 6; i++) {
                second.get(2 * i + 1, "/api/events");
            }

            assertThat(second.next(RST_STREAM).number()).isEqualTo(REFUSED_STREAM);
        }
        serve(Patience.USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PRI", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"})
    void a_beginning_that_takes_too_long_ends_the_connection(String beginning) {
        serve(new Patience(SHORT, LONG, LONG, LONG, SHORT, LONG));
        try (var connection = api.connect()) {
            assertThat(connection
                            .write(beginning.getBytes(StandardCharsets.US_ASCII))
                            .isClosed())
                    .isTrue();
        }
        serve(Patience.USUAL);
    }

    @Test
    void an_idle_connection_is_closed_after_the_timeout_even_if_it_pings() {
        serve(new Patience(LONG, LONG, LONG, Duration.ofSeconds(1), SHORT, LONG));
        try (var connection = api.connect().begin()) {
            Thread.ofVirtual()
                    .start(() -> repeat(connection, 1000, raw -> {
                        raw.send(PING, 0, 0, new byte[8]);
                        pause(50);
                    }));

            assertThat(connection.endsWith(RawHttp2.NO_ERROR)).isTrue();
        }
    }

    @Test
    void a_connection_with_a_running_request_is_not_idle() {
        serve(new Patience(LONG, LONG, LONG, SHORT, SHORT, LONG));
        try (var connection = api.connect().begin()) {
            connection.get(1, "/api/events").next(DATA);
            pause(1000);

            assertThat(connection.get(3, OUTREACH).answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void a_body_that_takes_too_long_is_408() {
        serve(new Patience(LONG, SHORT, LONG, LONG, SHORT, LONG));
        try (var connection = api.connect().begin()) {
            connection.send(HEADERS, END_HEADERS, 1, request("PATCH", OUTREACH, "content-type", "application/json"));
            connection.send(DATA, 0, 1, (byte) '{');

            connection.answer(1).isProblem(408);
        }
    }
}
