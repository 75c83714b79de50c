package com.grow.outreach.adapter.rest;

import static com.grow.outreach.adapter.rest.RawHttp2.CANCEL;
import static com.grow.outreach.adapter.rest.RawHttp2.DATA;
import static com.grow.outreach.adapter.rest.RawHttp2.END_HEADERS;
import static com.grow.outreach.adapter.rest.RawHttp2.END_STREAM;
import static com.grow.outreach.adapter.rest.RawHttp2.HEADERS;
import static com.grow.outreach.adapter.rest.RawHttp2.PROTOCOL_ERROR;
import static com.grow.outreach.adapter.rest.RawHttp2.RST_STREAM;
import static com.grow.outreach.adapter.rest.RawHttp2.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed and incomplete requests of HTTP/2 end their own stream. */
@Timeout(60)
class Http2HeadersTest {

    private static final String OUTREACH = "/api/outreaches/out_ready";

    private final ApiOverTls api = ApiOverTls.start(limits -> limits);

    @AfterEach
    void others_are_served() {
        try (var served = api;
                var connection = served.connect()) {
            assertThat(connection.begin().get(1, OUTREACH).answer(1).status()).isEqualTo(200);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Upper: 1",
                "connection: close",
                "transfer-encoding: chunked",
                "upgrade: h2c",
                "keep-alive: 1",
                "proxy-connection: close",
                "te: gzip",
                "a: b\r\nhost: evil.example",
                "a: b\nc",
                "a: b\u0000c",
                "a b: c",
                "a\r\nb: c",
                ": c",
                ":unknown: c",
                ":path: /api",
                ":status: 200",
                "content-length: 5",
                "content-length: x",
            })
    void a_malformed_header_ends_the_stream(String header) {
        int colon = header.indexOf(": ");
        try (var connection = api.connect().begin()) {
            connection.get(1, OUTREACH, header.substring(0, colon), header.substring(colon + 2));

            assertThat(connection.next(RST_STREAM).number()).isEqualTo(PROTOCOL_ERROR);
            assertThat(connection.get(3, OUTREACH).answer(3).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ HTTP/1.1\r\nHost: evil.example\r\n\r\nGET /",
                "/a b",
                "",
                "api",
                "https://evil.example/",
            })
    void a_malformed_path_ends_the_stream(String path) {
        try (var connection = api.connect().begin()) {
            assertThat(connection.get(1, path).next(RST_STREAM).number()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api HTTP/1.1\r\n\r\n", "G T", ""})
    void a_malformed_method_ends_the_stream(String method) {
        try (var connection = api.connect().begin()) {
            connection.send(HEADERS, END_HEADERS | END_STREAM, 1, request(method, OUTREACH));

            assertThat(connection.next(RST_STREAM).number()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void content_that_differs_from_its_length_ends_the_stream() {
        try (var connection = api.connect().begin()) {
            connection.send(HEADERS, END_HEADERS, 1, request("PATCH", OUTREACH, "content-length", "3"));
            connection.send(DATA, END_STREAM, 1, new byte[4]);

            assertThat(connection.next(RST_STREAM).number()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void a_request_whose_client_vanishes_has_no_effect() {
        try (var connection = api.connect().begin()) {
            connection.send(
                    HEADERS,
                    END_HEADERS,
                    1,
                    request("PATCH", OUTREACH, "content-type", "application/x-www-form-urlencoded"));
            connection.send(DATA, 0, 1, "sequence_id=seq_1".getBytes(StandardCharsets.US_ASCII));
            pause(100);
        }
        pause(300);
        try (var connection = api.connect().begin()) {
            assertThat(connection
                            .get(1, OUTREACH)
                            .answer(1)
                            .json()
                            .path("sequence_id")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void a_canceled_request_has_no_effect() {
        try (var connection = api.connect().begin()) {
            connection.send(
                    HEADERS,
                    END_HEADERS,
                    1,
                    request("PATCH", OUTREACH, "content-type", "application/x-www-form-urlencoded"));
            connection.send(DATA, 0, 1, "sequence_id=seq_1".getBytes(StandardCharsets.US_ASCII));
            connection.sendNumber(RST_STREAM, 1, CANCEL);
            pause(300);

            assertThat(connection
                            .get(3, OUTREACH)
                            .answer(3)
                            .json()
                            .path("sequence_id")
                            .isNull())
                    .isTrue();
        }
    }
}
