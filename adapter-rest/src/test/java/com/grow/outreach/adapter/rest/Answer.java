package com.grow.outreach.adapter.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response of the server. */
record Answer(int status, HttpHeaders headers, byte[] content) {

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(421, "Misdirected Request"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(505, "HTTP Version Not Supported"),
            Map.entry(507, "Insufficient Storage"));

    private static final ObjectMapper JSON = new ObjectMapper();

    String body() {
        return new String(content, StandardCharsets.UTF_8);
    }

    JsonNode json() {
        try {
            return JSON.readTree(content);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + body(), e);
        }
    }

    @Nullable String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** Asserts that the response is 200 with exactly this JSON. */
    void isOk(String json) {
        assertThat(body()).isEqualTo(json);
        assertThat(status).isEqualTo(200);
        assertThat(header("Content-Type")).isEqualTo("application/json");
    }

    /** Asserts that the response is a complete problem document of this status, without internals. */
    Answer isProblem(int expectedStatus) {
        assertThat(status).as(body()).isEqualTo(expectedStatus);
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        var problem = json();
        assertThat(problem.fieldNames())
                .toIterable()
                .startsWith("type", "title", "status", "detail")
                .isSubsetOf("type", "title", "status", "detail", "errors");
        assertThat(problem.get("type").asText()).isEqualTo("about:blank");
        assertThat(problem.get("title").asText()).isEqualTo(requireNonNull(TITLES.get(expectedStatus)));
        assertThat(problem.get("status").asInt()).isEqualTo(expectedStatus);
        assertThat(problem.get("detail").asText()).isNotBlank();
        assertThat(body()).doesNotContain("Exception", "com.grow", "java.", "helidon", "\\tat ", "jackson");
        return this;
    }

    /** Asserts that the response is a problem whose detail contains all these words. */
    void isProblem(int expectedStatus, String... words) {
        var detail = isProblem(expectedStatus).json().get("detail").asText();
        assertThat(List.of(words)).allSatisfy(word -> assertThat(detail).contains(word));
    }

    /** Asserts that the response is a problem of this status with one error, whose detail contains all these words. */
    void blames(int expectedStatus, String name, String... words) {
        assertThat(isProblem(expectedStatus).blamed()).as(body()).containsExactly(name);
        var detail = json().at("/errors/0/detail").asText();
        assertThat(detail).isNotBlank();
        assertThat(List.of(words)).allSatisfy(word -> assertThat(detail).contains(word));
    }

    /** Asserts that the response is a 400 with one error, whose detail contains all these words. */
    void blames(String name, String... words) {
        blames(400, name, words);
    }

    /** Returns the names of the invalid fields or parameters. */
    List<String> blamed() {
        return json().path("errors").findValuesAsText("name");
    }
}
