package com.grow.outreach.bootstrap;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * A client of a running Grow.
 *
 * @param port the port of Grow on localhost
 */
public record Http(int port) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A response. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (JsonProcessingException e) {
                throw new AssertionError(body(), e);
            }
        }

        public List<String> ids() {
            return json().get("items").findValuesAsText("id");
        }

        /** Returns the value of a header; empty if the header is missing. */
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public int totalCount() {
            return json().at("/pagination/total_count").asInt();
        }

        /** Asserts that the response is 200 with exactly this body. */
        public void isOk(String body) {
            assertThat(body()).isEqualTo(body);
            assertThat(status()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        }
    }

    public Answer get(String path) {
        return send("GET", path, "", "");
    }

    public Answer patch(String path) {
        return send("PATCH", path, "", "");
    }

    public Answer json(String path, String json) {
        return send("PATCH", path, "application/json", json);
    }

    public Answer form(String path, String form) {
        return send("PATCH", path, "application/x-www-form-urlencoded", form);
    }

    /** Returns the first lines of an endless event stream, up to a blank one. */
    Beginning beginningOf(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofLines());
            try (var lines = response.body()) {
                return new Beginning(
                        response,
                        lines.takeWhile(line -> !line.isEmpty())
                                .map(line -> line + "\n")
                                .collect(joining()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The beginning of a response. */
    record Beginning(HttpResponse<?> response, String lines) {}

    Answer send(String method, String path, String contentType, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
