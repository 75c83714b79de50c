package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /api/outreaches/stats}. */
class StatsTest {

    @AutoClose
    private final Api api = Api.over(Api.book());

    @Test
    void every_state_and_channel_is_counted_in_the_order_of_the_contract() {
        api.get("/api/outreaches/stats").isOk("""
                {"total_count":7,\
                "by_state":{"new":1,"starting":1,"waiting":1,"enrichment":1,"ready":2,"not_available":1},\
                "by_channel":{"phone":1,"email":6,"linkedin":0},\
                "by_state_and_channel":{\
                "new":{"phone":0,"email":1,"linkedin":0},\
                "starting":{"phone":0,"email":1,"linkedin":0},\
                "waiting":{"phone":0,"email":1,"linkedin":0},\
                "enrichment":{"phone":0,"email":1,"linkedin":0},\
                "ready":{"phone":1,"email":1,"linkedin":0},\
                "not_available":{"phone":0,"email":1,"linkedin":0}}}""");
    }

    @ParameterizedTest
    @CsvSource({
        "channel=phone, 1",
        "status=ready, 2",
        "status=ready&channel=linkedin, 0",
        "person_id=per_1, 6",
        "company_id=com_1, 7",
        "sequence_id=seq_1, 1",
        "owner=usr_nobody, 0",
        "owner=, 7"
    })
    void the_filters_are_those_of_the_list(String query, int total) {
        var stats = api.get("/api/outreaches/stats?" + query).json();
        assertThat(stats.get("total_count").asInt()).isEqualTo(total);
        assertThat(stats.get("by_state")).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=company", "direction=asc", "page=1", "per=5", "state=ready"})
    void accepts_no_other_parameter(String query) {
        api.get("/api/outreaches/stats?" + query).blames(query.substring(0, query.indexOf('=')), "owner");
    }
}
