package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 2, "Errors": HTTP/1.0 is answered as HTTP/1.1 is, and other versions are refused. */
@Timeout(60)
class HttpVersionsTest {

    private static final String READY = "/api/outreaches/out_ready";

    @AutoClose
    private final Api api = Api.over(Api.book());

    private String wholeAnswerTo(String request) {
        try (var connection = api.connect()) {
            return connection.send(request).rest();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET /api/outreaches/out_ready | 200
                    GET / | 200
                    HEAD /api/outreaches | 200
                    OPTIONS / | 204
                    GET /nowhere | 404
                    GET /api/outreaches?status=done | 400
                    DELETE /api/outreaches | 405
                    PATCH /api/outreaches/out_ready/start_enrichment | 200
                    """)
    void http_1_0_gets_the_response_of_http_1_1_and_the_connection_is_closed(String methodAndPath, int status) {
        var answer = wholeAnswerTo(methodAndPath + " HTTP/1.0\n\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Connection: close");
        assertThat(answer).doesNotContain("Transfer-Encoding").doesNotContain("keep-alive");
    }

    @Test
    void reads_a_body_of_http_1_0() {
        var answer = wholeAnswerTo("PATCH " + READY + " HTTP/1.0\nHost: localhost\nConnection: keep-alive\n"
                + "Content-Type: application/json\nContent-Length: 23\n\n{\"sequence_id\":\"seq_1\"}");

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"sequence_id\":\"seq_1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/outreaches.csv", "/api/outreaches.ndjson"})
    void an_export_to_http_1_0_ends_with_the_connection(String path) {
        // Larger than the buffer, because shorter responses get a length.
        var book = Api.book();
        for (int i = 0; i < 500; i++) {
            book.outreach("out_more_" + i, com.grow.outreach.domain.OutreachState.NEW);
        }
        try (var large = Api.over(book);
                var connection = large.connect()) {
            var answer = connection.send("GET " + path + " HTTP/1.0\n\n").rest();

            assertThat(answer).doesNotContain("Transfer-Encoding").contains("Connection: close");
            assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4))
                    .isEqualTo(large.get(path).body());
        }
    }

    @Test
    void streams_events_to_http_1_0() {
        try (var connection = api.connect()) {
            var answer = connection.send("GET /api/events HTTP/1.0\n\n").answer();
            assertThat(answer.header("Transfer-Encoding")).isNull();

            api.feed().close();

            assertThat(connection.rest()).startsWith("retry: 1000\nid: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/3.0", "HTTP/7.3"})
    void another_version_is_505(String version) {
        try (var connection = api.connect()) {
            connection
                    .send("GET " + READY + " " + version + "\nHost: localhost\n\n")
                    .answer()
                    .isProblem(505, "HTTP/1.1");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void http_2_without_a_negotiation_is_505() {
        try (var connection = api.connect()) {
            connection.send("PRI * HTTP/2.0\n\nSM\n\n").answer().isProblem(505);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /\n", "GET / http/1.1\n", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001"})
    void a_request_of_neither_version_is_400_immediately(String request) {
        try (var connection = api.connect()) {
            connection.send(request).answer().isProblem(400);
        }
    }

    @Test
    void empty_lines_before_a_request_are_ignored() {
        try (var connection = api.connect()) {
            assertThat(connection
                            .send("\n\nGET " + READY + " HTTP/1.1\nHost: localhost\n\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }
}
