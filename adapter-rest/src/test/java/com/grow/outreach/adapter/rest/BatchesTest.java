package com.grow.outreach.adapter.rest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Contract, section 2, "Batches": valid changes are made, and the others are reported as errors. */
class BatchesTest {

    private static final String ASSIGN = "/api/outreaches/batch_assign";
    private static final String START = "/api/outreaches/batch_start_enrichment";

    @AutoClose
    private final Api api = Api.over(Api.book());

    @Test
    void a_clean_batch_assign_answers_exactly_the_documented_body() {
        api.patch(ASSIGN, Body.form("sequence_id=seq_1&outreach_ids=out_new,out_ready,out_phone"))
                .isOk("""
                {"updated_count":3,"sequence_name":"Welcome Sequence"}""");
        assertThat(api.get("/api/outreaches?sequence_id=seq_1")
                        .json()
                        .get("items")
                        .findValuesAsText("id"))
                .containsExactlyInAnyOrder("out_new", "out_ready", "out_phone");
    }

    @Test
    void a_clean_batch_start_answers_exactly_the_documented_body() {
        api.patch(START, Body.json("{\"outreach_ids\":[\"out_new\",\"out_ready\",\"out_waiting\"]}"))
                .isOk("{\"success_count\":3}");
        assertThat(api.get("/api/outreaches?status=enrichment")
                        .json()
                        .get("items")
                        .findValuesAsText("id"))
                .containsExactlyInAnyOrder("out_new", "out_ready", "out_waiting", "out_enrichment");
    }

    @Test
    void reports_ids_that_can_not_be_assigned_in_the_order_of_the_batch() {
        api.patch(ASSIGN, Body.form("sequence_id=seq_1&outreach_ids=out_b,out_new,out_a"))
                .isOk("""
                {"updated_count":1,"sequence_name":"Welcome Sequence",\
                "errors":[{"id":"out_b","code":"not_found"},{"id":"out_a","code":"not_found"}]}""");
    }

    @Test
    void reports_ids_that_can_not_start_with_the_reason() {
        var answer = api.patch(START, Body.form("outreach_ids=out_gone,out_enrichment,out_new,out_starting"));
        assertThat(answer.status()).isEqualTo(200);
        var json = answer.json();
        assertThat(json.fieldNames()).toIterable().containsExactly("success_count", "errors");
        assertThat(json.get("success_count").asInt()).isEqualTo(1);
        assertThat(json.at("/errors/0").toString()).isEqualTo("{\"id\":\"out_gone\",\"code\":\"not_found\"}");
        assertThat(json.at("/errors/1").fieldNames()).toIterable().containsExactly("id", "code", "detail");
        assertThat(json.at("/errors/1/id").asText()).isEqualTo("out_enrichment");
        assertThat(json.at("/errors").findValuesAsText("code"))
                .containsExactly("not_found", "transition_not_allowed", "transition_not_allowed");
        assertThat(json.at("/errors/2/id").asText()).isEqualTo("out_starting");
        assertThat(json.at("/errors/2/detail").asText()).contains("'starting'", "'enrichment'");
    }

    @Test
    void a_batch_without_any_success_reports_every_id() {
        api.patch(START, Body.form("outreach_ids=out_gone"))
                .isOk("{\"success_count\":0,\"errors\":[{\"id\":\"out_gone\",\"code\":\"not_found\"}]}");
    }

    @Test
    void duplicates_count_once() {
        api.patch(START, Body.form("outreach_ids=out_new,out_new&outreach_ids=out_new"))
                .isOk("{\"success_count\":1}");
        api.patch(ASSIGN, Body.form("sequence_id=seq_1&outreach_ids=out_a,out_new,out_a,out_new"))
                .isOk("""
                {"updated_count":1,"sequence_name":"Welcome Sequence","errors":[{"id":"out_a","code":"not_found"}]}""");
    }

    @Test
    void a_sequence_that_does_not_exist_is_422_and_nothing_is_assigned() {
        api.patch(ASSIGN, Body.form("sequence_id=seq_gone&outreach_ids=out_phone,out_gone"))
                .blames(422, "sequence_id", "'seq_gone'");
        assertThat(api.get("/api/outreaches/out_phone")
                        .json()
                        .get("sequence_id")
                        .asText())
                .isEqualTo("seq_1");
    }

    @Test
    void a_batch_has_at_most_ten_thousand_ids() {
        var tenThousand = ids(OutreachBatch.MAX_SIZE);
        assertThat(OutreachBatch.MAX_SIZE).isEqualTo(10_000);
        assertThat(errorCount(api.patch(START, Body.form("outreach_ids=" + tenThousand))))
                .isEqualTo(10_000);
        assertThat(errorCount(api.patch(START, Body.form("outreach_ids=" + tenThousand + ",out_0,out_1"))))
                .isEqualTo(10_000);
        api.patch(START, Body.form("outreach_ids=" + ids(10_001))).blames("outreach_ids", "10000");
        api.patch(ASSIGN, Body.form("sequence_id=seq_1&outreach_ids=" + ids(10_001)))
                .blames("outreach_ids", "10000");
    }

    private static String ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "out_" + i).collect(joining(","));
    }

    private static int errorCount(Answer answer) {
        return answer.json().get("errors").size();
    }
}
