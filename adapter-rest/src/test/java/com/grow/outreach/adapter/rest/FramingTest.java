package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a request: a request that a proxy could read differently is rejected and nothing after it is read. */
@Timeout(60)
class FramingTest {

    private static final String UPDATE =
            "PATCH /api/outreaches/out_ready HTTP/1.1\nHost: localhost\n" + "Content-Type: application/json\n";
    private static final String CHUNKED = UPDATE + "Transfer-Encoding: chunked\n\n";
    private static final String SMUGGLED =
            "PATCH /api/outreaches/out_new/start_enrichment HTTP/1.1\nHost: localhost\n\n";

    @AutoClose
    private final Api api = Api.over(Api.book());

    private void assertRefused(String request) {
        try (var connection = api.connect()) {
            connection.send(request + SMUGGLED).answer().isProblem(400);
            assertThat(connection.isClosed()).isTrue();
        }
        assertThat(api.get("/api/outreaches/out_new")
                        .json()
                        .get("current_state")
                        .asText())
                .isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\nContent-Length: 4\n\n0\n\n",
                "Content-Length: 4\nTransfer-Encoding: chunked\n\n0\n\n",
                "Content-Length: 2\nContent-Length: 3\n\n{}",
                "Content-Length: 2\nContent-Length: 2\n\n{}",
                "Content-Length: 2, 2\n\n{}",
                "Content-Length: +2\n\n{}",
                "Content-Length: 0x2\n\n{}",
                "Content-Length:\n\n{}",
                "Content-Length : 2\n\n{}",
                " Content-Length: 2\n\n{}",
                "Transfer-Encoding: xchunked\n\n0\n\n",
                "Transfer-Encoding: gzip, chunked\n\n0\n\n",
                "Transfer-Encoding: chunked, identity\n\n0\n\n",
                "Transfer-Encoding: chunked\nTransfer-Encoding: chunked\n\n0\n\n",
                "Transfer-Encoding: identity\n\n",
                "Transfer-Encoding:\n\n",
                "X: y\n Transfer-Encoding: chunked\n\n0\n\n"
            })
    void an_ambiguous_length_is_400(String rest) {
        assertRefused(UPDATE + rest);
    }

    @Test
    void rejects_chunks_in_http_1_0() {
        assertRefused(CHUNKED.replace("HTTP/1.1", "HTTP/1.0") + "0\n\n");
    }

    @Test
    void a_bare_line_feed_does_not_end_a_line() {
        try (var connection = api.connect()) {
            connection
                    .send("GET / HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
                    .answer()
                    .isProblem(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5\r\n{}   \r\n0\r\n\r\n",
                "+5\r\n{}   \r\n0\r\n\r\n",
                "-1\r\n{}\r\n0\r\n\r\n",
                "\r\n{}\r\n0\r\n\r\n",
                " 5\r\n{}   \r\n0\r\n\r\n",
                "5 \r\n{}   \r\n0\r\n\r\n",
                "5_\r\n{}   \r\n0\r\n\r\n",
                "5\n{}   \n0\n\n",
                "5\r{}   \r0\r\r",
                "5;a=b\n{}   \r\n0\r\n\r\n",
                "10000000000000005\r\n{}   \r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFFF\r\n{}   \r\n0\r\n\r\n",
                "5\r\n{}      \r\n0\r\n\r\n",
                "5\r\n{}   0\r\n\r\n",
                "2\r\n{}\n0\r\n\r\n",
                "2\r\n{}\r\n0\r\nX: y\nZ: z\r\n\r\n",
                "2\r\n{}\r\n0\r\nX: \u0001\r\n\r\n"
            })
    void a_malformed_chunk_is_400_and_ends_the_connection(String chunks) {
        try (var connection = api.connect()) {
            connection.send(CHUNKED).send(chunks.getBytes(StandardCharsets.ISO_8859_1));
            var answer = connection.send(SMUGGLED).answer();
            answer.isProblem(400);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/outreaches/out_ready HTTP/1.1\nHost: localhost\n",
                "OPTIONS /api/outreaches HTTP/1.1\nHost: localhost\n",
                "GET /nothing HTTP/1.1\nHost: localhost\n",
                "PATCH /api/outreaches/out_ready HTTP/1.1\nHost: evil.example\n",
                "PATCH /api/outreaches/out_ready HTTP/1.1\nHost: localhost\nOrigin: http://evil.example\n",
                "POST /api/imports?kind=nope HTTP/1.1\nHost: localhost\nContent-Type: text/csv\n"
            })
    void a_body_that_did_not_get_100_is_not_read_as_the_next_request(String head) {
        for (var body : List.of(
                "Content-Length: %d\n\n%s"
                        .formatted(SMUGGLED.replace("\n", "\r\n").length(), SMUGGLED),
                "Content-Length: 2000000\n\n" + SMUGGLED,
                "Transfer-Encoding: chunked\n\n" + SMUGGLED)) {
            try (var connection = api.connect()) {
                var answer =
                        connection.send(head + "Expect: 100-continue\n" + body).answer();
                assertThat(answer.header("Connection")).isEqualTo("close");
                assertThat(connection.isClosed()).isTrue();
            }
        }
        assertThat(api.get("/api/outreaches/out_new")
                        .json()
                        .get("current_state")
                        .asText())
                .isEqualTo("new");
    }

    @Test
    void a_few_empty_lines_before_a_request_are_ignored() {
        try (var connection = api.connect()) {
            assertThat(connection.send("\n\n" + SMUGGLED).answer().status()).isEqualTo(200);
        }
        assertThat(api.connect().send("\n\n\n" + SMUGGLED).answer().status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "14\n{\"sequence_id\":null}\n0\n\n",
                "0014\n{\"sequence_id\":null}\n000\n\n",
                "14;name=value\n{\"sequence_id\":null}\n0;last\n\n",
                "14 ;a=\"b;c\"\n{\"sequence_id\":null}\n0\n\n",
                "1\n{\n13\n\"sequence_id\":null}\n0\n\n",
                "14\n{\"sequence_id\":null}\n0\nExpires: never\nX: y\n\n"
            })
    void extensions_and_trailers_of_chunks_are_ignored(String chunks) {
        try (var connection = api.connect()) {
            assertThat(connection.send(CHUNKED + chunks).answer().status()).isEqualTo(200);
            assertThat(connection.send(CHUNKED + chunks).answer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"14;a=%s\n{\"sequence_id\":null}\n0\n\n", "14\n{\"sequence_id\":null}\n0\nX: %s\n\n"})
    void rejects_endless_extensions_and_trailers(String chunks) {
        try (var connection = api.connect()) {
            connection
                    .send(CHUNKED + chunks.formatted("x".repeat(20_000)))
                    .answer()
                    .isProblem(400);
        }
    }

    @Test
    void reads_a_request_that_arrives_byte_by_byte() {
        try (var connection = api.connect()) {
            for (var c : (CHUNKED + "5\n{\"seq\n0f\nuence_id\":null}\n0\n\n").toCharArray()) {
                connection.send(Character.toString(c));
            }
            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void answers_pipelined_requests_in_order() {
        try (var connection = api.connect()) {
            connection.send((CHUNKED + "14\n{\"sequence_id\":null}\n0\n\n").repeat(3) + SMUGGLED);
            for (int i = 0; i < 4; i++) {
                assertThat(connection.answer().status()).isEqualTo(200);
            }
        }
    }
}
