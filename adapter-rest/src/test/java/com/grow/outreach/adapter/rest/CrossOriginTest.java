package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The CORS protocol of the Fetch standard, for an explicit list of origins. */
class CrossOriginTest {

    private static final String APP = "https://app.example.com";
    private static final String EXPOSED =
            "ETag, Link, Location, Retry-After, Idempotency-Replayed, RateLimit, RateLimit-Policy, X-Request-Id";

    @AutoClose
    private final Api api = Api.over(Api.book(), new Origin(APP), new Origin("http://localhost:5173"));

    private static Set<String> corsHeaders(HttpHeaders headers) {
        return headers.map().keySet().stream()
                .filter(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"))
                .collect(Collectors.toSet());
    }

    private Answer preflight(String path, String origin, String method) {
        return api.send(
                "OPTIONS",
                path,
                Body.NONE,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                "content-type,if-match,idempotency-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {APP, "http://localhost:5173"})
    void a_page_of_an_allowed_origin_can_read_responses_and_headers(String origin) {
        var answer = api.send("GET", "/api/outreaches", Body.NONE, "Origin", origin);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(answer.header("Access-Control-Expose-Headers")).isEqualTo(EXPOSED);
        assertThat(answer.headers().allValues("Vary")).contains("Origin", "Accept-Encoding");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/outreaches/out_gone, 404",
        "GET, /api/outreaches?status=done, 400",
        "PUT, /api/outreaches, 405",
        "GET, /nowhere, 404",
        "GET, /api//outreaches, 404",
        "PATCH, /api/outreaches/out_enrichment/start_enrichment, 409"
    })
    void a_page_of_an_allowed_origin_can_read_problems(String method, String path, int status) {
        var answer = api.send(method, path, Body.NONE, "Origin", APP).isProblem(status);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(answer.headers().allValues("Vary")).contains("Origin", "Accept-Encoding");
    }

    @Test
    void a_page_of_an_allowed_origin_can_read_a_304() {
        var tag = String.valueOf(api.get("/api/outreaches").header("ETag"));
        var answer = api.send("GET", "/api/outreaches", Body.NONE, "Origin", APP, "If-None-Match", tag);
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("Content-Length")).isNull();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/outreaches, GET",
        "/api/outreaches/out_ready, PATCH",
        "/api/outreaches/batch_assign, PATCH",
        "/api/outreaches/out_ready/start_enrichment, PATCH"
    })
    void a_preflight_of_an_allowed_origin_is_granted(String path, String method) {
        var answer = preflight(path, APP, method);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Content-Length")).isNull();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains(method);
        assertThat(answer.header("Access-Control-Allow-Headers"))
                .contains("Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "Grow-Actor")
                .contains("Authorization", "traceparent", "tracestate");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(answer.header("Allow")).contains(method);
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.evil.example",
                "https://evil.example",
                "https://APP.example.com",
                "https://app.example.com, https://evil.example"
            })
    void other_origins_get_responses_without_cors_headers(String origin) {
        var read = api.send("GET", "/api/outreaches", Body.NONE, "Origin", origin);
        assertThat(read.status()).isEqualTo(200);
        assertThat(corsHeaders(read.headers())).isEmpty();
        assertThat(read.headers().allValues("Vary")).contains("Origin");
        var preflight = preflight("/api/outreaches/out_ready", origin, "PATCH");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(corsHeaders(preflight.headers())).isEmpty();
    }

    @Test
    void without_a_list_no_origin_is_allowed() {
        try (var closed = Api.over(Api.book())) {
            var answer = closed.send("GET", "/api/outreaches", Body.NONE, "Origin", APP);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(corsHeaders(answer.headers())).isEmpty();
            assertThat(answer.header("Vary")).isEqualTo("Accept-Encoding");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, https://app.example.com",
        "HTTPS://App.Example.com, https://app.example.com",
        "https://app.example.com:443, https://app.example.com",
        "http://localhost:80, http://localhost",
        "http://localhost:443, http://localhost:443",
        "http://127.0.0.1:5173, http://127.0.0.1:5173",
        "http://[::1]:3000, http://[::1]:3000",
        "capacitor://localhost, capacitor://localhost"
    })
    void parses_an_origin_as_browsers_send_it(String text, String origin) {
        assertThat(Origin.parse(text)).contains(new Origin(origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "app.example.com",
                "//app.example.com",
                "https://",
                "https://app.example.com/",
                "https://app.example.com/path",
                "https://app.example.com?x",
                "https://user@app.example.com",
                "https://app.example.com:99999",
                "https://*.example.com",
                "https://app example.com",
                "mailto:a@example.com"
            })
    void rejects_a_malformed_origin(String text) {
        assertThat(Origin.parse(text)).isEmpty();
    }
}
