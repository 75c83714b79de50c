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
    void expanded_resources_follow_the_documented_fields_in_a_fixed_order(String expand) {
        api.get("/api/outreaches/out_1?" + expand).isOk(OUTREACH + """
                ,"person":{"id":"per_1","name":"Person per_1","title":"Buyer","company_id":"com_1",\
                "email":"per_1@company.example","phone":"+15550100","linkedin_url":null,"phone_readable":"+15550100"},\
                "company":{"id":"com_1","name":"Acme","domain":null,"fit":null,"segments":[],"owner_id":"usr_1",\
                "countries_readable":"","countries":[],"enrichment_status":null},\
                "sequence":{"id":"seq_1","name":"Sequence seq_1"},\
                "owner":{"id":"usr_1","name":"User usr_1","email":"usr_1@grow.example"}}""");
    }

    @Test
    void a_missing_expanded_resource_is_null() {
        api.get("/api/outreaches/out_2?expand=sequence,owner").isOk("""
                {"id":"out_2","channel":"phone","person_id":"per_2","sequence_id":null,"current_state":"new",\
                "sequence":null,"owner":null}""");
    }

    @Test
    void every_outreach_of_a_list_is_expanded() {
        api.get("/api/outreaches?expand=sequence&sort=channel").isOk("{\"items\":[" + OUTREACH + """
                ,"sequence":{"id":"seq_1","name":"Sequence seq_1"}},\
                {"id":"out_2","channel":"phone","person_id":"per_2","sequence_id":null,"current_state":"new",\
                "sequence":null}],\
                "pagination":{"current_page":1,"per_page":50,"total_pages":1,"total_count":2}}""");
    }

    @Test
    void expanded_transitions_are_the_next_states_with_the_guards_that_refuse_them() {
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
    void without_expand_the_body_is_the_documented_one(String query) {
        api.get("/api/outreaches/out_1" + query).isOk(OUTREACH + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/outreaches", "/api/outreaches/out_1"})
    void an_unknown_word_is_named_with_the_allowed_words(String path) {
        api.get(path + "?expand=person,people")
                .blames("expand", "'people'", "allowed: person, company, sequence, owner, moves");
        assertThat(api.get(path + "?expand=a,b").isProblem(400).blamed()).containsExactly("expand", "expand");
    }
}
