package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.rest.request.Cursor;
import com.grow.outreach.application.query.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameter {@code cursor} of {@code GET /api/outreaches}. */
class CursorTest {

    @AutoClose
    private final Api api = Api.over(Api.book());

    private List<String> walk(String path) {
        var ids = new ArrayList<String>();
        var next = path;
        while (next != null) {
            var answer = api.get(next);
            assertThat(answer.status()).isEqualTo(200);
            answer.json().get("items").findValuesAsText("id").forEach(ids::add);
            var cursor = answer.json().at("/pagination/next_cursor");
            next = cursor.isNull() ? null : path.replace("cursor=start", "cursor=" + cursor.asText());
            assertThat(answer.header("Link")).isEqualTo(next == null ? null : "<%s>; rel=\"next\"".formatted(next));
        }
        return ids;
    }

    @Test
    void a_walk_that_fits_in_one_response_has_no_next_cursor() {
        api.get("/api/outreaches?cursor=start&channel=phone").isOk("""
                {"items":[{"id":"out_phone","channel":"phone","person_id":"per_2","sequence_id":"seq_1",\
                "current_state":"ready"}],"pagination":{"per_page":50,"next_cursor":null}}""");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 500})
    void a_walk_returns_all_outreaches_newest_first(int per) {
        assertThat(walk("/api/outreaches?per=" + per + "&cursor=start"))
                .containsExactly(
                        "out_phone",
                        "out_not_available",
                        "out_ready",
                        "out_enrichment",
                        "out_waiting",
                        "out_starting",
                        "out_new");
    }

    @Test
    void a_walk_applies_filters() {
        assertThat(walk("/api/outreaches?status=ready&per=1&cursor=start")).containsExactly("out_phone", "out_ready");
        assertThat(walk("/api/outreaches?status=ready&person_id=per_1&per=1&cursor=start"))
                .containsExactly("out_ready");
    }

    @ParameterizedTest
    @CsvSource({"sort, company", "direction, desc", "page, 1"})
    void a_cursor_can_not_be_combined_with_a_sort_or_a_page(String name, String value) {
        api.get("/api/outreaches?cursor=start&" + name + "=" + value).blames(name, value, "cursor");
        assertThat(api.get("/api/outreaches?cursor=start&" + name + "=").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Start",
                "0",
                "1",
                "AAAA",
                "%20x",
                "start%20",
                "AQAAAABppVOQAAAAAAAAAAAAAAA",
                "AgAAAABppVOQAAAAAAAAAAAAAAAA"
            })
    void a_malformed_cursor_is_400(String cursor) {
        api.get("/api/outreaches?cursor=" + cursor).blames("cursor", "next_cursor");
    }

    @Test
    void a_forged_cursor_without_a_valid_time_is_400() {
        for (var when : List.of(Instant.MIN, Instant.MAX, Instant.parse("-0001-01-01T00:00:00Z"))) {
            var forged = Cursor.text(new Position(when, 1));
            api.get("/api/outreaches?cursor=" + forged).blames("cursor");
        }
        var nanos = Base64.getUrlDecoder().decode(Cursor.text(new Position(Instant.EPOCH, 1)));
        nanos[9] = -1;
        api.get("/api/outreaches?cursor=" + Base64.getUrlEncoder().encodeToString(nanos))
                .blames("cursor");
    }

    @Test
    void a_cursor_of_a_deleted_outreach_still_works() {
        var cursor = Cursor.text(new Position(Instant.parse("2020-01-01T00:00:00Z"), 5));
        api.get("/api/outreaches?cursor=" + cursor).isOk("""
                {"items":[],"pagination":{"per_page":50,"next_cursor":null}}""");
    }

    @Test
    void an_unknown_parameter_is_answered_with_the_known_ones() {
        api.get("/api/outreaches?cursor=start&limit=5").blames("limit", "cursor", "per");
        api.get("/api/outreaches?limit=5").blames("limit", "cursor", "sort");
    }
}
