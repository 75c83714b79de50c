package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.TestBook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {

    private static final String PATH = "/api/openapi.yaml";

    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.over(new TestBook());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void a_file_has_its_type_and_caching_headers() {
        var answer = api.get(PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("openapi: 3.1");
        assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self'; ");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "\"other\", %s", "*"})
    void a_file_that_the_client_has_is_304(String known) {
        var tag = api.get(PATH).header("ETag");

        var answer = api.send(
                api.request(PATH).header("If-None-Match", known.formatted(tag)).build());

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("Content-Length")).isNull();
        assertThat(answer.content()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo(tag);
    }

    @Test
    void a_file_that_has_changed_is_sent_again() {
        var answer =
                api.send(api.request(PATH).header("If-None-Match", "\"other\"").build());

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void HEAD_tells_the_size_and_sends_nothing() {
        var answer = api.send("HEAD", PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length"))
                .isEqualTo(String.valueOf(api.get(PATH).content().length));
        assertThat(answer.content()).isEmpty();
    }

    @Test
    void a_file_of_a_WebJar_is_kept_for_good() {
        var page = api.get("/api/docs").body();
        var script = page.replaceAll("(?s).* src=\"([^\"]*/marked/[^\"]*)\".*", "$1");

        var answer = api.get(script);

        assertThat(answer.status()).as(script).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/docs/marked",
                "/api/docs/marked/none.js",
                "/api/docs/marked/%2e%2e/%2e%2e/api/docs.html",
                "/api/docs/marked/..%5c..%5capi/docs.html",
                "/api/docs/marked/.hidden.js",
                "/api/docs/marked/MANIFEST.MF",
                "/api/docs/none.js",
                "/api/docs.html",
                "/api/none.yaml"
            })
    void every_other_path_is_404(String path) {
        api.get(path).isProblem(404);
    }

    @Test
    void a_file_allows_only_reads() {
        var answer = api.send("PUT", PATH);

        answer.isProblem(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }
}
