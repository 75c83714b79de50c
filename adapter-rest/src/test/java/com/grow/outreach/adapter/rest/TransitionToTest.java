package com.grow.outreach.adapter.rest;

import static com.grow.outreach.domain.OutreachState.WAITING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import java.util.EnumSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PATCH /api/outreaches/:id/transition_to} and {@code batch_transition_to}, their causes and dry runs. */
class TransitionToTest {

    private static final String READY = "/api/outreaches/out_ready";
    private static final String MOVE = READY + "/transition_to";
    private static final String BATCH = "/api/outreaches/batch_transition_to";

    @AutoClose
    private final Api api = Api.over(Api.book()
            .company("com_2", "Bolt", "usr_1")
            .person(
                    new Person(
                            new PersonId("per_3"),
                            "Nora",
                            null,
                            new CompanyId("com_2"),
                            null,
                            null,
                            null,
                            EnumSet.of(Channel.EMAIL)),
                    TestBook.START)
            .outreach("out_opted", "per_3", Channel.EMAIL, WAITING, null));

    private String state(String id) {
        return api.get("/api/outreaches/" + id).json().get("current_state").asText();
    }

    @Test
    void an_outreach_moves_and_its_history_has_the_actor_and_the_reason() {
        api.send(
                        "PATCH",
                        MOVE,
                        Body.json(
                                "{\"state\":\"not_available\",\"reason\":\"has left\",\"metadata\":{ \"ticket\" : 7.50, \"a\":[{\"b\":null}] }}"),
                        "Grow-Actor",
                        "maya@grow.example")
                .isOk("{\"id\":\"out_ready\",\"current_state\":\"not_available\"}");

        api.get(READY + "/transitions").isOk("""
                {"items":[{"from_state":"ready","to_state":"not_available","created_at":"2026-03-02T09:00:00Z",\
                "actor":"maya@grow.example","reason":"has left","metadata":{"ticket":7.50,"a":[{"b":null}]}}],\
                "pagination":{"current_page":1,"per_page":50,"total_pages":1,"total_count":1}}""");
    }

    @Test
    void accepts_the_same_as_a_form() {
        api.patch(MOVE, Body.form("state=not_available&reason=has+left&metadata=%7B%22a%22%3A1%7D&dry_run=false"))
                .isOk("{\"id\":\"out_ready\",\"current_state\":\"not_available\"}");
        assertThat(api.get(READY + "/transitions").body())
                .contains("\"actor\":null,\"reason\":\"has left\",\"metadata\":{\"a\":1}");
    }

    @Test
    void starting_enrichment_stores_the_actor() {
        api.send("PATCH", READY + "/start_enrichment", Body.NONE, "Grow-Actor", "maya");
        assertThat(api.get(READY + "/transitions").body())
                .contains("\"actor\":\"maya\",\"reason\":null,\"metadata\":{}");
    }

    @Test
    void empty_fields_count_as_absent() {
        api.patch(MOVE, Body.json("{\"state\":\"enrichment\",\"reason\":null,\"metadata\":{}}"));
        assertThat(api.get(READY + "/transitions").body()).contains("\"actor\":null,\"reason\":null,\"metadata\":{}");
    }

    @Test
    void a_refusal_names_the_state_the_target_and_the_allowed_states() {
        api.patch(MOVE, Body.json("{\"state\":\"starting\"}"))
                .isProblem(
                        409,
                        "Outreach out_ready cannot transition from 'ready' to 'starting';"
                                + " allowed from 'ready': enrichment, not_available.");
        assertThat(state("out_ready")).isEqualTo("ready");
    }

    @Test
    void a_refusal_names_the_guard_and_its_reason() {
        for (var dryRun : new String[] {"true", "false"}) {
            api.patch(
                            "/api/outreaches/out_opted/transition_to",
                            Body.json("{\"state\":\"ready\",\"dry_run\":%s}".formatted(dryRun)))
                    .isProblem(
                            409, "'waiting'", "'ready'", "'opted_out'", "opted out of this channel", "not_available");
        }
        api.patch("/api/outreaches/out_opted/start_enrichment", Body.NONE).isProblem(409, "'opted_out'");
        api.patch(BATCH, Body.json("{\"state\":\"enrichment\",\"outreach_ids\":[\"out_opted\"]}"))
                .isOk("""
                {"success_count":0,"errors":[{"id":"out_opted","code":"guard_refused","detail":\
                "cannot transition from 'waiting' to 'enrichment': guard 'opted_out' refused, since the person opted out of \
                this channel; allowed from 'waiting' now: not_available"}]}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /api/outreaches/out_ready                  | {"sequence_id":"seq_1","dry_run":true}                                 | {"id":"out_ready","channel":"email","person_id":"per_1","sequence_id":"seq_1","current_state":"ready","dry_run":true}
            /api/outreaches/out_phone                  | {"sequence_id":null,"dry_run":true}                                    | {"id":"out_phone","channel":"phone","person_id":"per_2","sequence_id":null,"current_state":"ready","dry_run":true}
            /api/outreaches/out_ready/transition_to    | {"state":"enrichment","dry_run":true}                                  | {"id":"out_ready","current_state":"enrichment","dry_run":true}
            /api/outreaches/out_ready/start_enrichment | {"dry_run":true}                                                       | {"id":"out_ready","current_state":"enrichment","dry_run":true}
            /api/outreaches/batch_assign               | {"sequence_id":"seq_1","outreach_ids":["out_ready"],"dry_run":true}    | {"updated_count":1,"sequence_name":"Welcome Sequence","dry_run":true}
            /api/outreaches/batch_transition_to        | {"state":"enrichment","outreach_ids":"out_ready,out_9","dry_run":true} | {"success_count":1,"errors":[{"id":"out_9","code":"not_found"}],"dry_run":true}
            /api/outreaches/batch_start_enrichment     | {"outreach_ids":["out_ready"],"dry_run":true}                          | {"success_count":1,"dry_run":true}
            """)
    void a_dry_run_predicts_the_result_and_changes_nothing(String path, String body, String answer) {
        var before = api.get("/api/outreaches").body();

        var dry = api.patch(path, Body.json(body));

        dry.isOk(answer);
        assertThat(dry.header("ETag")).isNull();
        assertThat(api.get("/api/outreaches").body()).isEqualTo(before);
        assertThat(api.get(READY + "/transitions").body()).contains("\"total_count\":0");
    }

    @Test
    void a_dry_run_checks_the_version() {
        api.send("PATCH", MOVE, Body.json("{\"state\":\"enrichment\",\"dry_run\":true}"), "If-Match", "\"stale\"")
                .isProblem(412);
        var tag = requireNonNull(api.get(READY).header("ETag"));
        assertThat(api.send("PATCH", MOVE, Body.json("{\"state\":\"enrichment\"}"), "If-Match", tag)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_unknown_outreach_is_404() {
        api.patch("/api/outreaches/out_gone/transition_to", Body.json("{\"state\":\"enrichment\"}"))
                .isProblem(404, "out_gone");
        api.patch("/api/outreaches/nonsense/transition_to", Body.json("{\"state\":\"enrichment\"}"))
                .isProblem(404, "nonsense");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                       | state    | is required
            {"state":null}                                           | state    | is null
            {"state":"done"}                                         | state    | 'done'
            {"state":"READY"}                                        | state    | 'READY'
            {"state":["ready"]}                                      | state    | an array
            {"state":"enrichment","dry_run":"true"}                  | dry_run  | a string
            {"state":"enrichment","dry_run":null}                    | dry_run  | null
            {"state":"enrichment","reason":7}                        | reason   | a number
            {"state":"enrichment","reason":"\\u0000"}                | reason   | be stored
            {"state":"enrichment","reason":"\\ud800"}                | reason   | be stored
            {"state":"enrichment","metadata":"{}"}                   | metadata | a string
            {"state":"enrichment","metadata":[]}                     | metadata | an array
            {"state":"enrichment","metadata":null}                   | metadata | null
            {"state":"enrichment","metadata":{"a":"\\u0000"}}        | metadata | be stored
            {"state":"enrichment","metadata":{"a\\u0000":1}}         | metadata | be stored
            {"state":"enrichment","metadata":{"a":[{"b":"\\udc00"}]}} | metadata | be stored
            {"state":"enrichment","metadata":{"a":1e40}}             | metadata | be stored
            {"state":"enrichment","metadata":{"a":1e-99999999999}}   | metadata | be stored
            {"state":"enrichment","metadata":{"a":1,"a":2}}          | a        | more than once
            {"state":"enrichment","colour":"red"}                    | colour   | state, reason, metadata, dry_run
            """)
    void rejects_invalid_values(String body, String field, String words) {
        api.patch(MOVE, Body.json(body)).blames(field, words);
        assertThat(state("out_ready")).isEqualTo("ready");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=enrichment&dry_run=yes",
                "state=enrichment&dry_run=",
                "state=enrichment&dry_run=true&dry_run=true"
            })
    void in_a_form_a_dry_run_is_true_or_false(String form) {
        api.patch(MOVE, Body.form(form)).blames("dry_run");
    }

    @Test
    void in_a_form_an_object_is_its_json() {
        api.patch(MOVE, Body.form("state=enrichment&metadata=nonsense")).blames("metadata", "JSON object");
        api.patch(BATCH, Body.form("state=enrichment&filter=status%3Dready")).blames("filter", "JSON object");
    }

    @Test
    void limits_the_length_of_reason_and_metadata() {
        var body = "{\"state\":\"enrichment\",\"dry_run\":true,\"reason\":\"%s\",\"metadata\":{\"a\":\"%s\"}}";
        assertThat(api.patch(MOVE, Body.json(body.formatted("😀".repeat(1_000), "x".repeat(4_088))))
                        .status())
                .isEqualTo(200);
        api.patch(MOVE, Body.json(body.formatted("x".repeat(1_001), "x"))).blames("reason", "1000");
        api.patch(MOVE, Body.json(body.formatted("x".repeat(10_001), "x"))).blames("reason", "1000");
        api.patch(MOVE, Body.json(body.formatted("x", "x".repeat(4_089)))).blames("metadata", "4096");
        api.patch(MOVE, Body.json(body.formatted("x", "x".repeat(50_000)))).blames("metadata", "4096");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{256}", "a\tb"})
    void rejects_an_actor_that_is_not_one_printable_text(String actor) {
        var text = actor.equals("{256}") ? "a".repeat(256) : actor;
        api.send("PATCH", READY + "/start_enrichment", Body.NONE, "Grow-Actor", text)
                .blames("Grow-Actor", "255");
        api.send("PATCH", MOVE, Body.json("{\"state\":\"enrichment\"}"), "Grow-Actor", "a", "Grow-Actor", "b")
                .blames("Grow-Actor");
        assertThat(state("out_ready")).isEqualTo("ready");
    }

    @Test
    void moves_the_matching_outreaches_and_reports_refusals() {
        api.patch(BATCH, Body.json("{\"state\":\"not_available\",\"filter\":{\"status\":\"ready\"}}"))
                .isOk("{\"success_count\":2}");
        assertThat(state("out_phone")).isEqualTo("not_available");
        api.patch(BATCH, Body.form("state=waiting&filter=%7B%22status%22%3A%22starting%22%7D"))
                .isOk("{\"success_count\":1}");
        assertThat(api.patch(BATCH, Body.json("{\"state\":\"not_available\",\"filter\":{},\"dry_run\":true}"))
                        .json()
                        .get("success_count")
                        .asInt())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"channel":"phone"}                          | 1
            {"person_id":"per_2"}                        | 1
            {"company_id":"com_2"}                       | 1
            {"sequence_id":"seq_1"}                      | 1
            {"status":"waiting"}                         | 2
            {"owner":"usr_1"}                            | 1
            {"owner":"usr_gone"}                         | 0
            {"status":"ready","channel":"email"}         | 1
            {}                                           | 8
            """)
    void accepts_every_filter_of_the_list(String filter, int count) {
        api.patch(
                        "/api/outreaches/batch_assign",
                        Body.json("{\"sequence_id\":\"seq_1\",\"filter\":%s}".formatted(filter)))
                .isOk("{\"updated_count\":%d,\"sequence_name\":\"Welcome Sequence\"}".formatted(count));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "filter":{"status":"done"}                              | filter.status    | 'done'
            "filter":{"status":""}                                  | filter.status    | ''
            "filter":{"status":null}                                | filter.status    | null
            "filter":{"status":["ready"]}                           | filter.status    | an array
            "filter":{"owner":"com_1"}                              | filter.owner     | 'usr_'
            "filter":{"page":"1"}                                   | filter.page      | channel, person_id, company_id, sequence_id, status, owner
            "filter":null                                           | filter           | null
            "filter":"status"                                       | filter           | a string
            "filter":{"status":"ready"},"outreach_ids":["out_1"]    | filter           | outreach_ids
            "dry_run":true                                          | outreach_ids     | filter
            "outreach_ids":[]                                       | outreach_ids     | is empty
            """)
    void reads_a_filter_strictly(String fields, String blamed, String words) {
        for (var batch : new String[] {
            "batch_transition_to\" \"state\":\"enrichment\"",
            "batch_start_enrichment\" ",
            "batch_assign\" \"sequence_id\":\"seq_1\""
        }) {
            var parts = batch.split("\" ", 2);
            var body = "{" + (parts[1].isEmpty() ? "" : parts[1] + ",") + fields + "}";
            api.patch("/api/outreaches/" + parts[0], Body.json(body)).blames(blamed, words);
        }
    }
}
