package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 2, "Errors": a malformed request gets a problem document, too. */
class MalformedRequestsTest {

    private static final String GOOD = "GET /api/outreaches/out_ready HTTP/1.1\nHost: localhost\n\n";

    @AutoClose
    private final Api api = Api.over(Api.book());

    private Answer answerTo(String request) {
        try (var connection = api.connect()) {
            return connection.send(request).answer();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\n\n",
                "GET\n\n",
                "GET /api/outreaches\n\n",
                "GET /api/outreaches SMTP\nHost: localhost\n\n",
                "GET  /api/outreaches HTTP/1.1\nHost: localhost\n\n",
                "G@T /api/outreaches HTTP/1.1\nHost: localhost\n\n",
                "GET /api/outreaches?a b HTTP/1.1\nHost: localhost\n\n"
            })
    void a_malformed_request_line_is_400(String request) {
        answerTo(request).isProblem(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no colon here",
                "Bad Name: x",
                "X\u0000: y",
                "Content-Length: many",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999"
            })
    void a_malformed_header_is_400(String header) {
        answerTo("PATCH /api/outreaches/out_ready HTTP/1.1\nHost: localhost\n" + header + "\n\n")
                .isProblem(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/outreaches;x=1",
                "/api;y/outreaches",
                "/api/outreaches/out_ready;jsessionid=1",
                "/api/outreaches/out_ready%3Bx",
                "/api/outreaches/out_ready;/start_enrichment",
                "/api/outreaches/out_ready%2Fstart_enrichment",
                "/api%2foutreaches",
                "//api/outreaches",
                "/api//outreaches",
                "/api/./outreaches",
                "/api/x/../outreaches",
                "/api/outreaches/.",
                "/api/outreaches/"
            })
    void another_spelling_of_a_path_is_404(String path) {
        answerTo("GET %s HTTP/1.1\nHost: localhost\n\n".formatted(path)).isProblem(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/outreaches", "/api/outreaches/out_nope", "/api/outreaches?status=done", "/nowhere"})
    void closes_the_connection_after_the_response_if_the_client_requests_it(String path) {
        try (var connection = api.connect()) {
            connection
                    .send("GET %s HTTP/1.1\nHost: localhost\nConnection: close\n\n".formatted(path))
                    .answer();
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void a_request_without_a_host_is_400() {
        answerTo("GET /api/outreaches HTTP/1.1\n\n").isProblem(400);
    }

    @Test
    void a_malformed_chunk_is_400() {
        answerTo("PATCH /api/outreaches/out_ready HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                        + "Transfer-Encoding: chunked\n\nzz\n")
                .isProblem(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Long: ", "", "Cookie: a=b\nX-Long: "})
    void endless_headers_are_431(String header) {
        answerTo("GET /api/outreaches HTTP/1.1\nHost: localhost\n" + header + "x".repeat(20_000) + "\n\n")
                .isProblem(431, "16384 bytes");
    }

    @Test
    void an_encoded_body_is_415_that_asks_for_an_unencoded_one() {
        var answer = answerTo("PATCH /api/outreaches/out_ready HTTP/1.1\nHost: localhost\n"
                + "Content-Type: application/json\nContent-Encoding: gzip\nContent-Length: 3\n\nabc");
        answer.isProblem(415, "Content-Encoding");
        assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000/api/outreaches/out_ready, 200",
        "HTTP://grow.localhost/api/outreaches?per=1, 200",
        "https://grow.localhost/api/outreaches?per=no, 400",
        "http://grow.localhost/api//outreaches, 404",
        "http://grow.localhost, 200",
        "http://grow.localhost/nowhere, 404",
        "ftp://grow.localhost/api/outreaches, 404"
    })
    void a_target_in_absolute_form_equals_its_path(String target, int status) {
        assertThat(api.raw("GET " + target).status()).isEqualTo(status);
    }

    @Test
    void a_list_requested_in_absolute_form_links_to_paths() {
        assertThat(api.raw("GET http://grow.localhost/api/outreaches?per=1").header("Link"))
                .startsWith("</api/outreaches?per=1&page=1>");
    }

    @Test
    void rejects_an_endless_path() {
        var answer = answerTo("GET /" + "x".repeat(5_000) + " HTTP/1.1\nHost: localhost\n\n");
        answer.isProblem(414);
    }

    @Test
    void a_malformed_request_after_a_valid_one_is_400() {
        try (var connection = api.connect()) {
            assertThat(connection.send(GOOD).answer().status()).isEqualTo(200);
            connection.send("nonsense\n\n").answer().isProblem(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /nowhere HTTP/1.1\nHost: localhost\n\n",
                "GET /api/outreaches?status=done HTTP/1.1\nHost: localhost\n\n",
                "DELETE /api/outreaches HTTP/1.1\nHost: localhost\n\n",
                "POST /nowhere HTTP/1.1\nHost: localhost\nContent-Length: 3\n\nabc",
                "PUT /api/outreaches/out_ready HTTP/1.1\nHost: localhost\nContent-Length: 3\n\nabc",
                "PATCH /api/outreaches/out_gone HTTP/1.1\nHost: localhost\nContent-Length: 3\n\nabc",
                "PATCH /api/outreaches/out_ready HTTP/1.1\nHost: localhost\nContent-Length: 3\n\nabc",
                "PATCH /api/outreaches/out_ready?x=1 HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n"
            })
    void after_an_error_the_connection_serves_the_next_request(String request) {
        try (var connection = api.connect()) {
            assertThat(connection.send(request).answer().status()).isBetween(400, 499);
            assertThat(connection.send(GOOD).answer().status()).isEqualTo(200);
        }
    }

    @Test
    void the_server_survives_a_client_that_disconnects_during_a_request() {
        try (var connection = api.connect()) {
            connection.send("PATCH /api/outreaches/out_ready HTTP/1.1\nHost: localhost\n"
                    + "Content-Type: application/json\nContent-Length: 100\n\n{");
        }
        assertThat(answerTo(GOOD).status()).isEqualTo(200);
        assertThat(api.get("/api/outreaches/out_ready")
                        .json()
                        .get("sequence_id")
                        .isNull())
                .isTrue();
    }
}
