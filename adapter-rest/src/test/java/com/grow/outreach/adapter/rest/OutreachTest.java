package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, sections 1 and 2: one outreach, its sequence, its enrichment, and invalid ids. */
class OutreachTest {

    private static final String READY = "/api/outreaches/out_ready";

    @AutoClose
    private final Api api = Api.over(Api.book());

    @Test
    void an_outreach_has_its_fields_in_the_documented_order() {
        api.get("/api/outreaches/out_phone").isOk("""
                {"id":"out_phone","channel":"phone","person_id":"per_2","sequence_id":"seq_1","current_state":"ready"}""");
    }

    @Test
    void the_sequence_of_an_unassigned_outreach_is_null() {
        api.get(READY).isOk("""
                {"id":"out_ready","channel":"email","person_id":"per_1","sequence_id":null,"current_state":"ready"}""");
    }

    @Test
    void an_update_assigns_the_sequence_and_answers_with_the_outreach() {
        var assigned = """
                {"id":"out_ready","channel":"email","person_id":"per_1","sequence_id":"seq_1","current_state":"ready"}""";
        api.patch(READY, Body.json("{\"sequence_id\":\"seq_1\"}")).isOk(assigned);
        api.get(READY).isOk(assigned);
    }

    @Test
    void an_update_to_null_removes_the_sequence() {
        var unassigned = """
                {"id":"out_phone","channel":"phone","person_id":"per_2","sequence_id":null,"current_state":"ready"}""";
        api.patch("/api/outreaches/out_phone", Body.json("{\"sequence_id\":null}"))
                .isOk(unassigned);
        api.get("/api/outreaches/out_phone").isOk(unassigned);
    }

    @Test
    void an_update_to_a_sequence_that_does_not_exist_is_422_and_changes_nothing() {
        api.patch("/api/outreaches/out_phone", Body.json("{\"sequence_id\":\"seq_gone\"}"))
                .blames(422, "sequence_id", "'seq_gone'");
        assertThat(api.get("/api/outreaches/out_phone")
                        .json()
                        .get("sequence_id")
                        .asText())
                .isEqualTo("seq_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "waiting", "ready", "not_available"})
    void enrichment_starts_from(String state) {
        var path = "/api/outreaches/out_" + state;
        api.send("PATCH", path + "/start_enrichment")
                .isOk("{\"id\":\"out_" + state + "\",\"current_state\":\"enrichment\"}");
        assertThat(api.get(path).json().get("current_state").asText()).isEqualTo("enrichment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"starting", "enrichment"})
    void enrichment_does_not_start_from(String state) {
        var path = "/api/outreaches/out_" + state;
        api.send("PATCH", path + "/start_enrichment").isProblem(409, "'" + state + "'", "'enrichment'");
        assertThat(api.get(path).json().get("current_state").asText()).isEqualTo(state);
    }

    @Test
    void enrichment_that_was_started_does_not_start_again() {
        api.send("PATCH", READY + "/start_enrichment");
        api.send("PATCH", READY + "/start_enrichment").isProblem(409, "'enrichment'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    application/json                  | {}
                    application/x-www-form-urlencoded | &
                    text/plain                        | -
                    """)
    void starting_enrichment_takes_a_body_without_fields(String contentType, @Nullable String body) {
        var answer = api.patch(READY + "/start_enrichment", Body.of(contentType, body == null ? "" : body));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void starting_enrichment_takes_no_field() {
        api.patch(READY + "/start_enrichment", Body.json("{\"force\":true}")).blames("force");
        assertThat(api.get(READY).json().get("current_state").asText()).isEqualTo("ready");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "out_nobody",
                "out_",
                "per_1",
                "1",
                "OUT_ready",
                "out_a.b",
                "out_%C3%A9",
                "out_ready%20",
                "out_%2F",
                "%00",
                "out_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void an_id_in_a_path_that_is_malformed_or_unknown_is_404(String id) {
        api.get("/api/outreaches/" + id).isProblem(404);
        api.patch("/api/outreaches/" + id, Body.json("{\"sequence_id\":null}")).isProblem(404);
        api.send("PATCH", "/api/outreaches/" + id + "/start_enrichment").isProblem(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out_%", "out_%zz", "out_%4", "out_%FF", "out_%ED%A0%80"})
    void rejects_a_malformed_escape_in_the_id_of_a_path(String id) {
        assertThat(api.raw("GET /api/outreaches/" + id).status()).isIn(400, 404);
        assertThat(api.raw("PATCH /api/outreaches/" + id + "/start_enrichment").status())
                .isIn(400, 404);
    }

    @Test
    void the_404_names_the_id() {
        api.get("/api/outreaches/out_nobody").isProblem(404, "'out_nobody'");
    }

    @Test
    void an_escaped_id_is_the_same_id() {
        assertThat(api.get("/api/outreaches/%6Fut_ready").json().get("id").asText())
                .isEqualTo("out_ready");
    }

    @Test
    void a_batch_path_is_not_read_as_an_outreach() {
        api.get("/api/outreaches/batch_assign").isProblem(405);
    }
}
