package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.OutreachState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameter {@code expand} of outreaches. */
class ExpandTest {

    private static final String OUTREACH = """
            {"id":"out_1","channel":"email","person_id":"per_1","sequence_id":"seq_1","current_state":"ready"\
            """;

    @AutoClose
    private final Api api = Api.over(new TestBook()
            .company("com_1", "Acme", "usr_1")
            .person("per_1", "com_1")
            .person("per_2", "com_2")
            .outreach("out_1", "per_1", Channel.EMAIL, OutreachState.READY, "seq_1")
            .outreach("out_2", "per_2", Channel.PHONE, OutreachState.NEW, null));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expand=person,company,sequence,owner",
                "expand=owner&expand=sequence&expand=company&expand=person",
                "expand=owner,%20company&expand=&expand=person,sequence,person"
            })
    void all_that_it_refers_to_follows_the_documented_fields_in_one_order(String expand) {
        api.get("/api/outreaches/out_1?" + expand).isOk(OUTREACH + """
                ,"person":{"id":"per_1","name":"Person per_1","title":"Buyer","company_id":"com_1",\
                "email":"per_1@company.example","phone":"+15550100","linkedin_url":null},\
                "company":{"id":"com_1","name":"Acme","domain":null,"fit":null,"segments":[],"owner_id":"usr_1",\
                "countries_readable":"","countries":[],"enrichment_status":null},\
                "sequence":{"id":"seq_1","name":"Sequence seq_1"},\
                "owner":{"id":"usr_1","name":"User usr_1","email":"usr_1@grow.example"}}""");
    }

    @Test
    void what_there_is_none_of_is_null() {
        api.get("/api/outreaches/out_2?expand=sequence,owner").isOk("""
                {"id":"out_2","channel":"phone","person_id":"per_2","sequence_id":null,"current_state":"new",\
                "sequence":null,"owner":null}""");
    }

    @Test
    void every_outreach_of_a_list_brings_along_what_was_asked_for() {
        api.get("/api/outreaches?expand=sequence&sort=channel").isOk("{\"items\":[" + OUTREACH + """
                ,"sequence":{"id":"seq_1","name":"Sequence seq_1"}},\
                {"id":"out_2","channel":"phone","person_id":"per_2","sequence_id":null,"current_state":"new",\
                "sequence":null}],\
                "pagination":{"current_page":1,"per_page":50,"total_pages":1,"total_count":2}}""");
    }

    @Test
    void its_moves_are_the_states_that_can_follow_and_the_guard_that_bars_one() {
        api.get("/api/outreaches/out_2?expand=moves").isOk("""
                {"id":"out_2","channel":"phone","person_id":"per_2","sequence_id":null,"current_state":"new",\
                "moves":[{"state":"starting","allowed":true},{"state":"enrichment","allowed":true},\
                {"state":"not_available","allowed":true}]}""");

        api.patch("/api/people/per_2", Body.json("{\"opt_outs\":[\"phone\"]}"));

        api.get("/api/outreaches/out_2?expand=moves").isOk("""
                {"id":"out_2","channel":"phone","person_id":"per_2","sequence_id":null,"current_state":"new",\
                "moves":[{"state":"starting","allowed":false,"guard":"opted_out",\
                "reason":"the person opted out of this channel"},\
                {"state":"enrichment","allowed":false,"guard":"opted_out",\
                "reason":"the person opted out of this channel"},\
                {"state":"not_available","allowed":true}]}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?expand=", "?expand=,", "?expand=%20"})
    void without_a_word_the_body_is_the_documented_one(String query) {
        api.get("/api/outreaches/out_1" + query).isOk(OUTREACH + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/outreaches", "/api/outreaches/out_1"})
    void an_unknown_word_is_named_with_those_that_are_allowed(String path) {
        api.get(path + "?expand=person,people")
                .blames("expand", "'people'", "allowed: person, company, sequence, owner, moves");
        assertThat(api.get(path + "?expand=a,b").isProblem(400).blamed()).containsExactly("expand", "expand");
    }
}
