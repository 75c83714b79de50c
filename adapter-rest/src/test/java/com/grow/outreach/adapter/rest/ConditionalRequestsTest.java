package com.grow.outreach.adapter.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, section 13: {@code ETag}, {@code If-None-Match} on reads, {@code If-Match} on changes of one outreach. */
class ConditionalRequestsTest {

    private static final String ONE = "/api/outreaches/out_ready";
    private static final Body UNASSIGN = Body.json("{\"sequence_id\":null}");
    private static final Body ASSIGN = Body.json("{\"sequence_id\":\"seq_1\"}");

    @AutoClose
    private final Api api = Api.over(Api.book());

    private String tag(String path) {
        return requireNonNull(api.get(path).header("ETag"));
    }

    private Answer send(String method, String path, String header, String value) {
        return send(method, path, Body.NONE, header, value);
    }

    private Answer send(String method, String path, Body body, String header, String value) {
        return api.send(method, path, body, header, value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ONE,
                "/api/outreaches",
                "/api/outreaches?status=ready",
                "/api/outreaches/stats",
                "/api/outreaches/out_ready/transitions"
            })
    void a_read_has_a_weak_tag_and_is_304_for_a_client_with_that_tag(String path) {
        var tag = tag(path);
        assertThat(tag).matches("W/\"[0-9a-f]+\"").isEqualTo(tag(path));
        for (var method : List.of("GET", "HEAD")) {
            var full = api.send(method, path);
            assertThat(full.header("ETag")).isEqualTo(tag);
            assertThat(full.header("Cache-Control")).isEqualTo("private, no-cache");
            var unchanged = send(method, path, "If-None-Match", tag);
            assertThat(unchanged.status()).isEqualTo(304);
            assertThat(unchanged.header("Content-Length")).isNull();
            assertThat(unchanged.content()).isEmpty();
            assertThat(unchanged.header("ETag")).isEqualTo(tag);
            assertThat(unchanged.header("Cache-Control")).isEqualTo("private, no-cache");
            assertThat(unchanged.header("Vary")).isEqualTo("Accept-Encoding");
            assertThat(unchanged.header("Content-Type")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", " * ", "{tag}", "{strong}", "\"other\", {tag}", "{tag} ,W/\"a,b\"", ",{tag},,", "\"\",{tag}"
            })
    void finds_a_tag_in_every_form_of_list(String names) {
        var tag = tag(ONE);
        var header = names.replace("{tag}", tag).replace("{strong}", tag.substring("W/".length()));
        assertThat(send("GET", ONE, "If-None-Match", header).status()).isEqualTo(304);
        assertThat(send("PATCH", ONE, UNASSIGN, "If-Match", header).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"0\"", "\"other\", \"another\"", "\"a,b\""})
    void another_tag_does_not_match(String header) {
        assertThat(send("GET", ONE, "If-None-Match", header).status()).isEqualTo(200);
        send("PATCH", ONE, ASSIGN, "If-Match", header).isProblem(412, "out_ready", "If-Match");
        assertThat(api.get(ONE).json().get("sequence_id").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "W/abc", "w/\"abc\"", "\"a\" \"b\"", "\"a", "*, \"a\"", "", ","})
    void a_malformed_list_of_tags_does_not_match_a_read_and_is_400_for_a_change(String header) {
        assertThat(send("GET", ONE, "If-None-Match", header).status()).isEqualTo(200);
        send("PATCH", ONE, ASSIGN, "If-Match", header).blames("If-Match", "W/\"1a2b\"");
    }

    @Test
    void problems_have_no_tag() {
        var missing = api.get("/api/outreaches/out_gone");
        assertThat(missing.header("ETag")).isNull();
        assertThat(missing.header("Cache-Control")).isNull();
        assertThat(send("GET", "/api/outreaches/out_gone", "If-None-Match", "*").status())
                .isEqualTo(404);
        assertThat(send("GET", "/api/outreaches?status=done", "If-None-Match", "*")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void an_update_answers_with_the_tag_of_the_next_read() {
        var before = tag(ONE);
        var updated = api.patch(ONE, ASSIGN);
        assertThat(updated.header("ETag")).isEqualTo(tag(ONE)).isNotEqualTo(before);
        assertThat(send("GET", ONE, "If-None-Match", before).status()).isEqualTo(200);
        assertThat(send("PATCH", ONE, UNASSIGN, "If-Match", before).status()).isEqualTo(412);
        assertThat(send("PATCH", ONE, UNASSIGN, "If-Match", requireNonNull(updated.header("ETag")))
                        .status())
                .isEqualTo(200);
        assertThat(tag(ONE)).isEqualTo(before);
    }

    @Test
    void starting_enrichment_checks_the_same_tag() {
        var path = ONE + "/start_enrichment";
        send("PATCH", path, "If-Match", "\"other\"").isProblem(412, "out_ready");
        assertThat(api.get(ONE).json().get("current_state").asText()).isEqualTo("ready");
        var tag = tag(ONE);
        send("PATCH", path, "If-Match", tag).isOk("{\"id\":\"out_ready\",\"current_state\":\"enrichment\"}");
        // The version is checked before the transition.
        send("PATCH", path, "If-Match", tag).isProblem(412);
        send("PATCH", path, "If-Match", tag(ONE)).isProblem(409);
    }

    @ParameterizedTest
    @CsvSource({"*", "'\"other\"'"})
    void an_unknown_outreach_is_404_under_every_condition(String header) {
        send("PATCH", "/api/outreaches/out_gone", ASSIGN, "If-Match", header).isProblem(404);
        send("PATCH", "/api/outreaches/out_gone/start_enrichment", "If-Match", header)
                .isProblem(404);
    }

    @Test
    void of_many_concurrent_changes_to_the_same_version_one_succeeds() throws Exception {
        var tag = tag(ONE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> change =
                    () -> send("PATCH", ONE, ASSIGN, "If-Match", tag).status();
            var statuses = threads
                    .invokeAll(IntStream.range(0, 16).mapToObj(i -> change).toList())
                    .stream()
                    .map(future -> future.resultNow())
                    .toList();
            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        }
    }
}
