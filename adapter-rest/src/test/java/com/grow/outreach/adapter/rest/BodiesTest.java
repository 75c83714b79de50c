package com.grow.outreach.adapter.rest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.rest.request.JsonObject;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 2, "Bodies": the three types, how forms write lists and nulls, and every 400. */
class BodiesTest {

    private static final String UPDATE = "/api/outreaches/out_ready";
    private static final String ASSIGN = "/api/outreaches/batch_assign";
    private static final String START = "/api/outreaches/batch_start_enrichment";

    @AutoClose
    private final Api api = Api.over(Api.book());

    static Stream<Body> assigning() {
        return Stream.of(
                Body.json("{\"sequence_id\":\"seq_1\"}"),
                Body.json(" {\"\\u0073equence_id\" :\r\n \"seq\\u005f1\"}\t"),
                Body.form("sequence_id=seq_1"),
                Body.form("sequence%5Fid=seq%5f1&"),
                Body.multipart("sequence_id=seq_1"));
    }

    @ParameterizedTest
    @MethodSource("assigning")
    void accepts_a_field_as_json_or_in_either_form(Body body) {
        assertThat(api.patch(UPDATE, body).json().get("sequence_id").asText()).isEqualTo("seq_1");
    }

    static Stream<Body> unassigning() {
        return Stream.of(
                Body.json("{\"sequence_id\":null}"),
                Body.form("sequence_id="),
                Body.form("sequence_id"),
                Body.multipart("sequence_id="));
    }

    @ParameterizedTest
    @MethodSource("unassigning")
    void null_or_an_empty_form_value_is_null(Body body) {
        assertThat(api.patch("/api/outreaches/out_phone", body)
                        .json()
                        .get("sequence_id")
                        .isNull())
                .isTrue();
    }

    static Stream<Body> lists() {
        return Stream.of(
                Body.json("{\"outreach_ids\":[\"out_new\",\"out_ready\",\"out_waiting\"]}"),
                Body.json("{\"outreach_ids\":\"out_new,out_ready,out_waiting\"}"),
                Body.json("{\"outreach_ids\":\" out_new , out_ready,out_waiting \"}"),
                Body.form("outreach_ids=out_new,out_ready,out_waiting"),
                Body.form("outreach_ids=out_new%2Cout_ready+,+out_waiting"),
                Body.form("outreach_ids=out_new&outreach_ids=out_ready&outreach_ids=out_waiting"),
                Body.form("outreach_ids[]=out_new&outreach_ids[]=out_ready&outreach_ids%5B%5D=out_waiting"),
                Body.form("outreach_ids=out_new&outreach_ids=out_ready,out_waiting"),
                Body.multipart("outreach_ids=out_new,out_ready, out_waiting"),
                Body.multipart("outreach_ids=out_new", "outreach_ids=out_ready", "outreach_ids=out_waiting"),
                Body.multipart("outreach_ids[]=out_new", "outreach_ids[]=out_ready", "outreach_ids[]=out_waiting"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void accepts_every_notation_of_a_list(Body body) {
        api.patch(START, body).isOk("{\"success_count\":3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "Application/JSON"
            })
    void json_can_declare_utf_8(String contentType) {
        assertThat(api.patch(UPDATE, Body.of(contentType, "{\"sequence_id\":null}"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/octet-stream",
                "application/json; charset=iso-8859-1",
                "application/merge-patch+json",
                "json",
                "/",
                "multipart/mixed; boundary=x"
            })
    void another_type_is_415_that_names_the_supported_types(String contentType) {
        api.patch(UPDATE, Body.of(contentType, "{\"sequence_id\":null}"))
                .isProblem(
                        415,
                        contentType,
                        "application/json",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data");
    }

    @Test
    void a_body_without_a_type_is_415() {
        api.patch(UPDATE, Body.of("", "{\"sequence_id\":null}")).isProblem(415, "no Content-Type", "application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"sequence_id\"",
                "{\"sequence_id\":",
                "{\"sequence_id\":\"seq_1\"",
                "{\"sequence_id\":\"seq_1}",
                "{sequence_id:\"seq_1\"}",
                "{'sequence_id':null}",
                "{\"sequence_id\":null,}",
                "{\"sequence_id\":NaN}",
                "{\"sequence_id\":01}",
                "{\"sequence_id\":nul}",
                "{\"sequence_id\":\"\n\"}",
                "{\"sequence_id\":\"\\x\"}",
                "{/**/\"sequence_id\":null}",
                "not json",
                "sequence_id=seq_1",
                " ",
                "\uFEFF{",
                "{\"sequence_id\":[}"
            })
    void malformed_json_is_400(String json) {
        api.patch(UPDATE, Body.json(json)).blames("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"sequence_id\":null}]", "null", "\"seq_1\"", "1", "true"})
    void json_other_than_an_object_is_400(String json) {
        api.patch(UPDATE, Body.json(json)).blames("body", "JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "x", "]", ",", "null"})
    void trailing_text_is_400(String trailing) {
        api.patch(UPDATE, Body.json("{\"sequence_id\":null}" + trailing)).blames("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void json_that_is_too_deep_is_400(String level) {
        api.patch(UPDATE, Body.json("{\"sequence_id\":" + level.repeat(100_000)))
                .blames("body", "deeper than 32 levels");
    }

    @Test
    void nested_objects_are_not_copied_at_each_level() {
        int levels = 30;
        var pad = " ".repeat(1 << 20);
        var json = "{\"a\":".repeat(levels) + "{" + pad + "}" + "}".repeat(levels);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        JsonObject.parse("{}");
        long before = threads.getCurrentThreadAllocatedBytes();

        JsonObject.parse(json);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5L * json.length());
    }

    @Test
    void a_number_of_many_digits_is_400() {
        api.patch(UPDATE, Body.json("{\"sequence_id\":" + "9".repeat(100_000) + "}"))
                .isProblem(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud800x", "\\udc00\\ud800"})
    void an_unpaired_surrogate_in_json_is_400(String half) {
        api.patch(UPDATE, Body.json("{\"sequence_id\":\"" + half + "\"}")).isProblem(400);
        api.patch(UPDATE, Body.json("{\"sequence_id\":null,\"" + half + "\":1}"))
                .isProblem(400);
    }

    @Test
    void a_duplicate_key_is_named() {
        api.patch(UPDATE, Body.json("{\"sequence_id\":\"seq_1\",\"sequence_id\":null}"))
                .blames("sequence_id", "once");
        api.patch(UPDATE, Body.json("{\"sequence_id\":null,\"\\u0073equence_id\":null}"))
                .blames("sequence_id", "once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00FF", "{\"sequence_id\":\"\u00C3\"}", "{\"sequence_id\":\"\u00ED\u00A0\u0080\"}"})
    void json_that_is_not_utf_8_is_400(String bytes) {
        api.patch(UPDATE, Body.json("").bytes(bytes)).blames("body", "UTF-8");
    }

    @Test
    void a_form_that_is_not_utf_8_is_400() {
        api.patch(UPDATE, Body.form("").bytes("sequence_id=\u00FF")).blames("body", "UTF-8");
        api.patch(UPDATE, Body.form("sequence_id=%FF")).blames("sequence_id", "UTF-8");
        var multipart = Body.multipart("sequence_id=");
        api.patch(UPDATE, multipart.bytes(multipart.text().replace("\r\n\r\n", "\r\n\r\n\u00FF")))
                .blames("body", "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "%4", "seq_1%"})
    void a_malformed_escape_in_a_form_is_named(String value) {
        api.patch(UPDATE, Body.form("sequence_id=" + value)).blames("sequence_id", "'%'");
    }

    static Stream<Body> unknownFields() {
        return Stream.of(
                Body.json("{\"sequence_id\":null,\"status\":\"new\"}"),
                Body.form("sequence_id=&status=new"),
                Body.multipart("sequence_id=", "status=new"));
    }

    @ParameterizedTest
    @MethodSource("unknownFields")
    void an_unknown_field_is_named_with_the_allowed_fields(Body body) {
        api.patch(UPDATE, body).blames("status", "sequence_id");
    }

    @Test
    void reports_the_first_hundred_errors_and_that_more_exist() {
        var many = IntStream.range(0, 5_000).mapToObj(i -> "\"f" + i + "\":1").collect(joining(",", "{", "}"));

        var problem = api.patch(UPDATE, Body.json(many)).isProblem(400);

        assertThat(problem.blamed())
                .hasSize(101)
                .contains("sequence_id", "f0", "f98")
                .endsWith("body");
        assertThat(problem.content().length).isLessThan(100_000);
    }

    static Stream<Body> repeated() {
        return Stream.of(
                Body.form("sequence_id=seq_1&sequence_id=seq_1"),
                Body.form("sequence_id=&sequence_id="),
                Body.multipart("sequence_id=seq_1", "sequence_id="));
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void a_repeated_form_field_with_a_single_value_is_named(Body body) {
        api.patch(UPDATE, body).blames("sequence_id", "2 times");
    }

    static Stream<Body> withoutFields() {
        return Stream.of(Body.json("{}"), Body.form("&"), Body.multipart());
    }

    @ParameterizedTest
    @MethodSource("withoutFields")
    void an_update_without_a_field_is_400(Body body) {
        api.patch(UPDATE, body).blames("sequence_id", "required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "application/x-www-form-urlencoded"})
    void an_empty_body_is_400(String contentType) {
        api.patch(UPDATE, Body.of(contentType, "")).blames("body", "empty");
        api.patch(ASSIGN, Body.of(contentType, "")).blames("body", "empty");
        api.patch(START, Body.of(contentType, "")).blames("body", "empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1             | a number
                    1.5e3         | a number
                    true          | a boolean
                    false         | a boolean
                    {}            | an object
                    {"id":[1,{}]} | an object
                    []            | an array
                    ["seq_1"]     | an array
                    """)
    void a_wrong_type_for_an_id_is_named(String json, String type) {
        api.patch(UPDATE, Body.json("{\"sequence_id\":" + json + "}")).blames("sequence_id", type, "seq_", "null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"out_1", "1", "seq_", "seq_a b", "seq_a.b", "seq_é", "SEQ_1", " seq_1", "seq_1 ", "seq_1\u0000"})
    void an_id_with_a_wrong_prefix_or_illegal_characters_is_named(String id) {
        for (var body : new Body[] {Body.form("sequence_id=" + encoded(id)), Body.multipart("sequence_id=" + id)}) {
            api.patch(UPDATE, body).blames("sequence_id", "'" + id + "'", "'seq_'");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void an_empty_json_string_is_not_an_id() {
        api.patch(UPDATE, Body.json("{\"sequence_id\":\"\"}")).blames("sequence_id", "''");
    }

    @Test
    void an_id_has_at_most_64_characters_after_its_prefix() {
        api.patch(UPDATE, Body.json("{\"sequence_id\":\"seq_" + "x".repeat(65) + "\"}"))
                .blames("sequence_id");
        api.patch(UPDATE, Body.json("{\"sequence_id\":\"seq_" + "x".repeat(64) + "\"}"))
                .blames(422, "sequence_id");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    []                    | empty
                    ""                    | empty
                    " "                   | empty
                    null                  | null
                    1                     | a number
                    true                  | a boolean
                    {}                    | an object
                    ["out_new",null]      | null at position 2
                    [1]                   | a number at position 1
                    ["out_new",["out_a"]] | an array at position 2
                    [{}]                  | an object at position 1
                    ["out_new","seq_1"]   | 'seq_1' at position 2
                    [""]                  | '' at position 1
                    ["out_new,out_ready"] | 'out_new,out_ready' at position 1
                    "out_new,"            | '' at position 2
                    ",out_new"            | '' at position 1
                    "out_new out_ready"   | 'out_new out_ready'
                    """)
    void a_wrong_list_is_named(String json, String detail) {
        api.patch(START, Body.json("{\"outreach_ids\":" + json + "}")).blames("outreach_ids", detail);
        api.patch(ASSIGN, Body.json("{\"sequence_id\":\"seq_1\",\"outreach_ids\":" + json + "}"))
                .blames("outreach_ids", detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outreach_ids=",
                "outreach_ids",
                "outreach_ids[]=",
                "outreach_ids=out_new,,out_ready",
                "outreach_ids=out_new&outreach_ids=",
                "outreach_ids=&outreach_ids=out_new",
                "outreach_ids[]=&outreach_ids[]=",
                "outreach_ids=+"
            })
    void a_form_with_an_empty_list_or_an_empty_item_is_400(String form) {
        api.patch(START, Body.form(form)).blames("outreach_ids");
    }

    @Test
    void rejects_a_list_in_two_notations() {
        api.patch(START, Body.form("outreach_ids=out_new&outreach_ids[]=out_ready"))
                .blames("outreach_ids", "'outreach_ids[]'", "one of the two names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=seq_1", "=", "sequence_id=seq_1&=x"})
    void rejects_a_form_value_without_a_name(String form) {
        api.patch(UPDATE, Body.form(form)).blames("body", "without a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Disposition: form-data", "Content-Disposition: form-data; name=\"\""})
    void rejects_a_part_without_a_name(String header) {
        var named = "Content-Disposition: form-data; name=\"sequence_id\"\r\n\r\nseq_1";
        api.patch(UPDATE, Body.parts(named, header + "\r\n\r\nseq_1")).blames("body", "part without a name");
    }

    @Test
    void rejects_a_list_name_with_brackets_in_json() {
        assertThat(api.patch(START, Body.json("{\"outreach_ids[]\":[\"out_new\"]}"))
                        .isProblem(400)
                        .blamed())
                .contains("outreach_ids[]");
    }

    @Test
    void names_all_missing_fields() {
        assertThat(api.patch(ASSIGN, Body.json("{}")).isProblem(400).blamed())
                .containsExactly("sequence_id", "outreach_ids");
        api.patch(START, Body.json("{}")).blames("outreach_ids", "required");
    }

    static Stream<Body> malformedMultiparts() {
        var good = Body.multipart("sequence_id=seq_1");
        return Stream.of(
                Body.of("multipart/form-data", good.text()),
                Body.of("multipart/form-data; boundary=another", good.text()),
                Body.of(good.contentType(), good.text().replace("\r\n--the-boundary--\r\n", "")),
                Body.of(good.contentType(), "sequence_id=seq_1"),
                Body.of(good.contentType(), good.text().replace("form-data;", "attachment;")),
                Body.parts("Content-Disposition: form-data\r\n\r\nseq_1"),
                Body.parts("\r\nseq_1"));
    }

    @ParameterizedTest
    @MethodSource("malformedMultiparts")
    void a_malformed_multipart_form_is_400(Body body) {
        api.patch(UPDATE, body).isProblem(400);
    }

    @Test
    void a_file_is_named() {
        api.patch(
                        UPDATE,
                        Body.parts("Content-Disposition: form-data; name=\"sequence_id\"; filename=\"a\"\r\n\r\nseq_1"))
                .blames("sequence_id", "file");
    }

    @Test
    void a_form_field_may_have_a_content_type() {
        var body = Body.parts("Content-Disposition: form-data; name=\"sequence_id\"\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\nseq_1");
        assertThat(api.patch(UPDATE, body).json().get("sequence_id").asText()).isEqualTo("seq_1");
    }
}
