package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 2, "Listing": an invalid parameter is 400 with its name, its value and the allowed values. */
class StrictParametersTest {

    @AutoClose
    private final Api api = Api.over(Api.book());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    channel   | fax    | phone, email, linkedin
                    channel   | EMAIL  | phone, email, linkedin
                    status    | done   | new, starting, waiting, enrichment, ready, not_available
                    status    | Ready  | new, starting, waiting, enrichment, ready, not_available
                    sort      | name   | channel, company, status, sequence, owner
                    sort      | created_at | channel, company, status, sequence, owner
                    direction | up     | asc, desc
                    direction | DESC   | asc, desc
                    """)
    void an_unknown_value_is_named_with_the_allowed_values(String name, String value, String allowed) {
        api.get("/api/outreaches?" + name + "=" + value).blames(name, "'" + value + "'", allowed);
    }

    @ParameterizedTest
    @CsvSource({"person_id, per_", "company_id, com_", "sequence_id, seq_", "owner, usr_"})
    void a_malformed_id_is_named_with_its_prefix(String name, String prefix) {
        for (var malformed : new String[] {
            "1",
            "out_1",
            prefix,
            prefix + ".",
            prefix + "é",
            prefix.toUpperCase(Locale.ROOT) + "1",
            prefix + "x".repeat(65)
        }) {
            api.get("/api/outreaches?" + name + "=" + malformed)
                    .blames(name, "'" + malformed + "'", "'" + prefix + "'");
        }
        assertThat(api.get("/api/outreaches?" + name + "=" + prefix + "x".repeat(64))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1.0",
                "1e1",
                "0x1",
                "%2B1",
                "one",
                "%EF%BC%91",
                "9007199254740992",
                "99999999999999999999"
            })
    void a_wrong_page_is_named(String page) {
        api.get("/api/outreaches?page=" + page).blames("page", "1 to 9007199254740991");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "501", "10.5", "many", "99999999999999999999"})
    void a_wrong_per_is_named(String per) {
        api.get("/api/outreaches?per=" + per).blames("per", "'" + per + "'", "1 to 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "500", "007"})
    void per_is_from_1_to_500(String per) {
        assertThat(api.get("/api/outreaches?per=" + per).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=ready", "Status=ready", "q=", "status[]=ready", "limit=1"})
    void an_unknown_parameter_is_named_with_the_allowed_parameters(String pair) {
        api.get("/api/outreaches?" + pair.replace("[]", "%5B%5D"))
                .blames(
                        pair.substring(0, pair.indexOf('=')),
                        "channel, person_id, company_id, sequence_id, status, owner, person, created_after, created_before, changed_after, changed_before, expand, cursor, sort, direction, page, per");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=status&sort=owner", "sort=status&sort=status", "sort=&sort=status"})
    void a_repeated_parameter_is_named(String query) {
        api.get("/api/outreaches?" + query).blames("sort", "2 times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%z", "%zz", "%4", "ready%"})
    void a_malformed_escape_is_named(String value) {
        api.raw("GET /api/outreaches?status=" + value).blames("status", "'%'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF", "%C3", "%C0%80", "%ED%A0%80"})
    void an_escape_that_is_not_utf_8_is_named(String value) {
        api.raw("GET /api/outreaches?status=" + value).blames("status", "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=ready", "=", "status=ready&=x"})
    void rejects_a_value_without_a_name(String query) {
        api.get("/api/outreaches?" + query).blames("query", "without a name", "'=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=\u00C3\u00A9", "status=ready\u00FF&page=1", "page=1&status=\u00C3"})
    void unescaped_bytes_are_rejected_with_advice(String bytes) {
        api.raw("GET /api/outreaches?" + bytes).blames("status", "%C3%A9");
    }

    @Test
    void accepts_an_escaped_replacement_character() {
        assertThat(api.get("/api/people?name=%EF%BF%BD").status()).isEqualTo(200);
    }

    @Test
    void a_malformed_escape_in_a_name_is_named() {
        api.raw("GET /api/outreaches?st%zztus=ready").blames("st%zztus");
    }

    @Test
    void names_all_errors_in_one_response() {
        var answer = api.get("/api/outreaches?status=done&per=0&person_id=x&colour=red")
                .isProblem(400);
        assertThat(answer.blamed()).containsExactlyInAnyOrder("status", "per", "person_id", "colour");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET   | /api/outreaches/out_ready
                    PATCH | /api/outreaches/out_ready
                    PATCH | /api/outreaches/out_ready/start_enrichment
                    PATCH | /api/outreaches/batch_assign
                    PATCH | /api/outreaches/batch_start_enrichment
                    """)
    void the_other_paths_take_no_parameter(String method, String path) {
        api.send(method, path + "?force=true").blames("force");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D\uDE00", "é", "\u0000", "<script>", "\"", "\\", "\u00A0"})
    void every_value_is_quoted_in_valid_json(String value) {
        var escaped = URLEncoder.encode(value, StandardCharsets.UTF_8);
        api.get("/api/outreaches?status=" + escaped).blames("status", "'" + value + "'");
        api.get("/api/outreaches?" + escaped + "=1").blames(value);
    }

    @Test
    void a_long_value_is_shortened_between_characters() {
        var smileys = "%F0%9F%98%80".repeat(100);
        api.get("/api/outreaches?status=" + smileys).blames("status", "\uD83D\uDE00…");
        api.get("/api/outreaches?status=x" + smileys).blames("status", "\uD83D\uDE00…");
    }
}
