package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.service.Services;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 2, "Bodies": a body over the size limit is 413 in every framing. */
class BodySizeTest {

    private static final String UPDATE = "/api/outreaches/out_ready";
    private static final int LIMIT = 64;

    @AutoClose
    private final Api api = Api.over(
            Services.over(InMemoryStorage.of(Api.book().build()), InstantSource.fixed(TestBook.START), new Random(1)),
            LIMIT);

    private static String bodyOf(int size) {
        var json = "{\"sequence_id\":null}";
        return json + " ".repeat(size - json.length());
    }

    @Test
    void the_limit_is_1_MiB_unless_set() {
        assertThat(RestSettings.DEFAULT_MAX_BODY_SIZE).isEqualTo(1024 * 1024);
        try (var usual = Api.over(Api.book())) {
            assertThat(usual.patch(UPDATE, Body.json(bodyOf(1024 * 1024))).status())
                    .isEqualTo(200);
            usual.patch(UPDATE, Body.json(bodyOf(1024 * 1024 + 1))).isProblem(413, "1048576");
        }
    }

    @ParameterizedTest
    @CsvSource({"63, 200", "64, 200", "65, 413", "100000, 413", "5000000, 413"})
    void accepts_a_body_of_known_length_up_to_the_limit(int size, int status) {
        assertThat(api.patch(UPDATE, Body.json(bodyOf(size))).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"63, 200", "64, 200", "65, 413", "100000, 413", "5000000, 413"})
    void accepts_a_chunked_body_up_to_the_limit(int size, int status) {
        var bytes = bodyOf(size).getBytes(StandardCharsets.UTF_8);
        var chunked = api.request(UPDATE)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                .build();
        assertThat(api.send(chunked).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/outreaches/out_ready", "/api/outreaches/out_ready/start_enrichment",
                "/api/outreaches/batch_assign", "/api/outreaches/batch_start_enrichment"
            })
    void a_body_over_the_limit_is_413_on_every_path_and_names_the_limit(String path) {
        api.patch(path, Body.json(bodyOf(LIMIT + 1))).isProblem(413, "64 bytes");
    }

    @Test
    void a_client_that_expects_continue_gets_none_for_a_body_over_the_limit() {
        try (var connection = api.connect()) {
            connection
                    .send(head("Content-Length: 65\nExpect: 100-continue"))
                    .answer()
                    .isProblem(413);
        }
    }

    @Test
    void a_client_that_expects_continue_gets_it() {
        try (var connection = api.connect()) {
            var sign = connection
                    .send(head("Content-Length: 64\nExpect: 100-continue"))
                    .answer();
            assertThat(sign.status()).isEqualTo(100);
            assertThat(connection.send(bodyOf(64)).answer().status()).isEqualTo(200);
        }
    }

    @Test
    void after_a_413_the_connection_serves_the_next_request() {
        try (var connection = api.connect()) {
            connection.send(head("Content-Length: 65") + bodyOf(65)).answer().isProblem(413);
            assertThat(connection
                            .send(head("Content-Length: 64") + bodyOf(64))
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void an_impossible_length_is_413_or_400() {
        try (var connection = api.connect()) {
            var answer = connection
                    .send(head("Content-Length: 9000000000000000000\nExpect: 100-continue"))
                    .answer();
            answer.isProblem(413);
        }
    }

    private static String head(String headers) {
        return "PATCH " + UPDATE + " HTTP/1.1\nHost: localhost\nContent-Type: application/json\n" + headers + "\n\n";
    }
}
