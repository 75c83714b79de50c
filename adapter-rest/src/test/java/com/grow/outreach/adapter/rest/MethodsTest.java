package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 2, "Errors": 404 for an unknown path, 405 with Allow for a wrong method; HEAD and OPTIONS. */
class MethodsTest {

    private static final String PATHS = """
            /api/outreaches                            | GET, HEAD, POST, OPTIONS
            /api/outreaches/out_ready                  | GET, HEAD, PATCH, DELETE, OPTIONS
            /api/outreaches/out_ready/start_enrichment | PATCH, OPTIONS
            /api/outreaches/out_ready/transitions      | GET, HEAD, OPTIONS
            /api/outreaches/stats                      | GET, HEAD, OPTIONS
            /api/outreaches/batch_assign               | PATCH, OPTIONS
            /api/outreaches/batch_start_enrichment     | PATCH, OPTIONS
            /api/companies                             | GET, HEAD, POST, OPTIONS
            /api/companies/com_1                       | GET, HEAD, PATCH, DELETE, OPTIONS
            /api/people                                | GET, HEAD, POST, OPTIONS
            /api/people/per_1                          | GET, HEAD, PATCH, DELETE, OPTIONS
            /api/sequences                             | GET, HEAD, POST, OPTIONS
            /api/sequences/seq_1                       | GET, HEAD, PATCH, DELETE, OPTIONS
            /api/users                                 | GET, HEAD, POST, OPTIONS
            /api/users/usr_1                           | GET, HEAD, PATCH, DELETE, OPTIONS
            """;

    @AutoClose
    private final Api api = Api.over(Api.book());

    static Stream<Arguments> wrongMethods() {
        return PATHS.lines().flatMap(line -> {
            var path = line.split(" *\\| ");
            return Stream.of("GET", "POST", "PUT", "DELETE", "PATCH", "PURGE")
                    .filter(method -> !path[1].contains(method))
                    .map(method -> Arguments.of(method, path[0], path[1]));
        });
    }

    @ParameterizedTest
    @MethodSource("wrongMethods")
    void a_wrong_method_is_405_with_the_allowed_methods(String method, String path, String allowed) {
        var answer = api.send(method, path);
        answer.isProblem(405, method, allowed);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = PATHS)
    void options_lists_the_allowed_methods(String path, String allowed) {
        var answer = api.send("OPTIONS", path);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Content-Length")).isNull();
        assertThat(answer.header("Allow")).isEqualTo(allowed);
        assertThat(answer.content()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/outreaches",
                "/api/outreaches?status=ready&per=1",
                "/api/outreaches?status=done",
                "/api/outreaches/out_ready",
                "/api/outreaches/out_gone",
                "/api/outreaches/stats",
                "/api/outreaches/out_ready/transitions",
                "/api/companies",
                "/api/people/per_1"
            })
    void head_has_the_headers_of_get_and_no_content(String path) {
        var get = api.get(path);
        var head = api.send("HEAD", path);
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.content()).isEmpty();
        for (var header : new String[] {"Content-Type", "Content-Length"}) {
            assertThat(head.header(header)).isNotNull().isEqualTo(get.header(header));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/events", "/api/outreaches.csv", "/api/outreaches.ndjson"})
    void head_of_a_stream_has_no_length(String path) {
        try (var connection = api.connect()) {
            var head = connection
                    .send("HEAD " + path + " HTTP/1.1\nHost: localhost\n\n")
                    .answerWithoutContent();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Type")).isNotNull();
            assertThat(head.header("Content-Length")).isNull();
            assertThat(head.header("Transfer-Encoding")).isNull();
            // The response has no content, so the next response follows its headers.
            assertThat(connection
                            .send("GET /api/outreaches/out_ready HTTP/1.1\nHost: localhost\n\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/outreaches/out_ready/start_enrichment, 405",
        "/api/outreaches/batch_assign, 405",
        "/api/outreaches/batch_start_enrichment, 405",
        "/nowhere, 404"
    })
    void head_without_a_get_is_405_without_content(String path, int status) {
        try (var connection = api.connect()) {
            var head = connection
                    .send("HEAD " + path + " HTTP/1.1\nHost: localhost\n\n")
                    .answerWithoutContent();
            assertThat(head.status()).isEqualTo(status);
            assertThat(head.header("Content-Type")).isEqualTo("application/problem+json");
            // The response has no content, so the next response follows its headers.
            assertThat(connection
                            .send("GET /api/outreaches/out_ready HTTP/1.1\nHost: localhost\n\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app",
                "/api",
                "/api/outreach",
                "/api/Outreaches",
                "/outreaches",
                "/favicon.ico",
                "/api/outreaches/out_ready/finish_enrichment",
                "/api/outreaches/out_ready/start_enrichment/now",
                "/api/outreaches/batch_assign/start",
                "/api/outreaches/../outreach",
                "/api/companies/com_1/people"
            })
    void an_unknown_path_is_404_for_every_method(String path) {
        for (var method : new String[] {"GET", "POST", "PATCH", "DELETE", "OPTIONS"}) {
            api.send(method, path).isProblem(404);
        }
    }

    @Test
    void the_404_names_the_path() {
        api.get("/api/outreach?status=new").isProblem(404, "'/api/outreach'");
    }

    @Test
    void a_path_with_special_characters_is_quoted_in_valid_json() {
        api.get("/%22%3Cscript%3E%0A").isProblem(404);
        api.raw("GET /\u00E9").isProblem(404);
    }
}
