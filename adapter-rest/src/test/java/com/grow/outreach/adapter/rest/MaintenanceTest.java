package com.grow.outreach.adapter.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.OutreachState;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** POST, PATCH and DELETE of companies, people, sequences and users, and POST and DELETE of outreaches. */
class MaintenanceTest {

    private static final String NEW_OUTREACH = """
            {"id":"out_1","channel":"email","person_id":"per_1","sequence_id":"seq_1","current_state":"new"}""";

    @AutoClose
    private final Api api = Api.over(new TestBook()
            .company("com_1", "Acme", "usr_1")
            .company("com_2", "Bolt", null)
            .user("usr_2", "Bob")
            .sequence("seq_2", "Idle")
            .person("per_2", "com_2")
            .outreach("out_1", "per_1", Channel.EMAIL, OutreachState.NEW, "seq_1")
            .outreachThrough("out_2", OutreachState.STARTING));

    private Answer post(String path, Body body) {
        return api.send("POST", path, body);
    }

    private Answer delete(String path) {
        return api.send("DELETE", path);
    }

    private static void isCreated(Answer answer, String location, String json) {
        assertThat(answer.body()).isEqualTo(json);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Location")).isEqualTo(location);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            companies | {"id":"com_new","name":" Ca Va ","domain":"ca.example","fit":false,"segments":["a, b","c","c"],"owner_id":"usr_2","countries":["US","DE"],"overall_score":0} | {"id":"com_new","name":"Ca Va","domain":"ca.example","fit":false,"segments":["a, b","c"],"owner_id":"usr_2","countries_readable":"United States, Germany","countries":["US","DE"],"enrichment_status":null}
            companies | {"id":"com_new","name":"Ca","domain":null,"fit":null,"segments":[],"owner_id":null,"countries":[],"overall_score":null} | {"id":"com_new","name":"Ca","domain":null,"fit":null,"segments":[],"owner_id":null,"countries_readable":"","countries":[],"enrichment_status":null}
            people | {"id":"per_new","name":"Ann","title":"CTO","company_id":"com_2","email":"a@b.example","phone":"+1 555","linkedin_url":"linkedin.com/in/Ann/","opt_outs":["email"]} | {"id":"per_new","name":"Ann","title":"CTO","company_id":"com_2","email":"a@b.example","phone":"+1 555","linkedin_url":"https://www.linkedin.com/in/ann","phone_readable":"+1 555","opt_outs":["email"]}
            people | {"id":"per_new","name":"Ann","company_id":"com_2"} | {"id":"per_new","name":"Ann","title":null,"company_id":"com_2","email":null,"phone":null,"linkedin_url":null,"phone_readable":null}
            sequences | {"id":"seq_new","name":"Spring"} | {"id":"seq_new","name":"Spring"}
            users | {"id":"usr_new","name":"Kim","email":"kim@grow.example"} | {"id":"usr_new","name":"Kim","email":"kim@grow.example"}
            outreaches | {"id":"out_new","channel":"linkedin","person_id":"per_1","sequence_id":"seq_2"} | {"id":"out_new","channel":"linkedin","person_id":"per_1","sequence_id":"seq_2","current_state":"new"}
            outreaches | {"id":"out_new","channel":"phone","person_id":"per_1","sequence_id":null} | {"id":"out_new","channel":"phone","person_id":"per_1","sequence_id":null,"current_state":"new"}
            """)
    void a_creation_answers_with_the_location_of_the_resource(String resource, String body, String created) {
        var answer = post("/api/" + resource, Body.json(body));

        var id = answer.json().get("id").asText();
        isCreated(answer, "/api/" + resource + "/" + id, created);
        var found = api.get("/api/" + resource + "/" + id);
        found.isOk(created);
        assertThat(answer.header("ETag")).isNotNull().isEqualTo(found.header("ETag"));
        post("/api/" + resource, Body.json(body)).blames(409, "id", "'" + id + "'", "another");
    }

    @Test
    void a_form_can_create_with_empty_fields_for_unknown_values() {
        var company =
                "id=com_new&name=Ca+%26+Va&domain=&fit=true&segments=a,b&owner_id=&countries[]=US&countries[]=DE&overall_score=70";
        isCreated(post("/api/companies", Body.form(company)), "/api/companies/com_new", """
                {"id":"com_new","name":"Ca & Va","domain":null,"fit":true,"segments":["a","b"],"owner_id":null,"countries_readable":"United States, Germany","countries":["US","DE"],"enrichment_status":null}""");
        isCreated(
                post(
                        "/api/people",
                        Body.multipart("id=per_new", "name=Ann", "company_id=com_1", "opt_outs=email,phone")),
                "/api/people/per_new",
                """
                {"id":"per_new","name":"Ann","title":null,"company_id":"com_1","email":null,"phone":null,"linkedin_url":null,"phone_readable":null,"opt_outs":["phone","email"]}""");
        api.patch("/api/companies/com_new", Body.form("fit=&segments=")).isOk("""
                {"id":"com_new","name":"Ca & Va","domain":null,"fit":null,"segments":[],"owner_id":null,"countries_readable":"United States, Germany","countries":["US","DE"],"enrichment_status":null}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            companies  | com | {"name":"A"}
            people     | per | {"name":"A","company_id":"com_1"}
            sequences  | seq | {"name":"A"}
            sequences  | seq | {"id":null,"name":"A"}
            users      | usr | {"name":"A","email":"a@b.example"}
            outreaches | out | {"channel":"email","person_id":"per_1","allow_second":true}
            """)
    void a_resource_without_an_id_gets_one(String resource, String prefix, String body) {
        var one = post("/api/" + resource, Body.json(body)).json().get("id").asText();
        var other = post("/api/" + resource, Body.json(body)).json().get("id").asText();

        assertThat(List.of(one, other)).allSatisfy(id -> {
            assertThat(id).matches(prefix + "_[A-Za-z0-9]{20}");
            assertThat(api.get("/api/" + resource + "/" + id).status()).isEqualTo(200);
        });
        assertThat(one).isNotEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            companies | {}                                                       | name          | required
            companies | {"name":null}                                            | name          | null
            companies | {"name":" \\u00a0"}                                      | name          | blank
            companies | {"name":7}                                               | name          | a number
            companies | {"name":"A\\u0000"}                                      | name          | NUL
            companies | {"name":"A","domain":"a b.example"}                      | domain        | a domain like acme.com
            companies | {"name":"A","fit":"true"}                                | fit           | is a string; expected true, false or null
            companies | {"name":"A","fit":1}                                     | fit           | a number
            companies | {"name":"A","segments":null}                             | segments      | null
            companies | {"name":"A","segments":["a",7]}                          | segments      | position 2
            companies | {"name":"A","segments":["a"," "]}                        | segments      | position 2
            companies | {"name":"A","owner_id":"com_1"}                          | owner_id      | 'usr_'
            companies | {"name":"A","countries":["us"]}                          | countries     | 'us'
            companies | {"name":"A","overall_score":101}                         | overall_score | 0 to 100
            companies | {"name":"A","overall_score":1.5}                         | overall_score | '1.5'
            companies | {"name":"A","overall_score":"50"}                        | overall_score | is a string
            companies | {"name":"A","segments":"a,b"}                            | segments      | is a string; expected an array
            companies | {"name":"A","overall_score":[]}                          | overall_score | an array
            companies | {"name":"A","enrichment_status":"completed"}             | enrichment_status | not a known field
            companies | {"name":"A","id":"usr_1"}                                | id            | 'com_'
            people    | {"name":"A"}                                             | company_id    | required
            people    | {"name":"A","company_id":null}                           | company_id    | null
            companies | {"name":"A","domain":"https://facebook.com/a"}           | domain        | facebook.com is shared by many companies
            people    | {"name":"A","company_id":"com_1","email":"x"}            | email         | ann@acme.com
            people    | {"name":"A","company_id":"com_1","phone":"none"}         | phone         | +1 555 0100
            people    | {"name":"A","company_id":"com_1","linkedin_url":"l.example"} | linkedin_url | https://www.linkedin.com/in/
            people    | {"name":"A","company_id":"com_1","opt_outs":["fax"]}     | opt_outs      | phone, email, linkedin
            sequences | {"title":"A","name":"B"}                                 | title         | id, name
            users     | {"name":"A"}                                             | email         | required
            outreaches | {"person_id":"per_1"}                                   | channel       | phone, email, linkedin
            outreaches | {"channel":"fax","person_id":"per_1"}                   | channel       | 'fax'
            outreaches | {"channel":"email"}                                     | person_id     | required
            outreaches | {"channel":"email","person_id":"per_1","current_state":"ready"} | current_state | not a known field
            """)
    void an_invalid_field_is_named_and_nothing_is_created(String resource, String body, String name, String detail) {
        var before = api.get("/api/" + resource).body();
        post("/api/" + resource, Body.json(body)).blames(name, detail);
        assertThat(api.get("/api/" + resource).body()).isEqualTo(before);
    }

    @Test
    void names_all_errors_in_one_response() {
        assertThat(post("/api/users", Body.json("{\"id\":\"x\",\"email\":\"y\",\"age\":7}"))
                        .isProblem(400)
                        .blamed())
                .containsExactlyInAnyOrder("id", "name", "email", "age");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST  | companies       | {"name":"A","owner_id":"usr_gone"}                             | owner_id    | no user 'usr_gone'
            PATCH | companies/com_1 | {"owner_id":"usr_gone"}                                        | owner_id    | no user 'usr_gone'
            POST  | people          | {"name":"A","company_id":"com_gone"}                           | company_id  | no company 'com_gone'
            PATCH | people/per_1    | {"company_id":"com_gone"}                                      | company_id  | no company 'com_gone'
            POST  | outreaches      | {"channel":"email","person_id":"per_gone"}                     | person_id   | no person 'per_gone'
            POST  | outreaches      | {"channel":"email","person_id":"per_1","sequence_id":"seq_gone"} | sequence_id | no sequence 'seq_gone'
            """)
    void a_reference_to_an_unknown_resource_is_422(
            String method, String path, String body, String name, String detail) {
        api.send(method, "/api/" + path, Body.json(body)).blames(422, name, detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            companies/com_1 | {"name":"Acme 2"} | {"id":"com_1","name":"Acme 2","domain":null,"fit":null,"segments":[],"owner_id":"usr_1","countries_readable":"","countries":[],"enrichment_status":null}
            companies/com_1 | {"fit":true,"owner_id":null,"countries":["FR"]} | {"id":"com_1","name":"Acme","domain":null,"fit":true,"segments":[],"owner_id":null,"countries_readable":"France","countries":["FR"],"enrichment_status":null}
            people/per_1 | {"email":null,"opt_outs":["phone"]} | {"id":"per_1","name":"Person per_1","title":"Buyer","company_id":"com_1","email":null,"phone":"+15550100","linkedin_url":null,"phone_readable":"+15550100","opt_outs":["phone"]}
            people/per_1 | {"phone":"+49 (0)30 901820"} | {"id":"per_1","name":"Person per_1","title":"Buyer","company_id":"com_1","email":"per_1@company.example","phone":"+4930901820","linkedin_url":null,"phone_readable":"+49 30 901820"}
            people/per_1 | {"company_id":"com_2","name":"Ann"} | {"id":"per_1","name":"Ann","title":"Buyer","company_id":"com_2","email":"per_1@company.example","phone":"+15550100","linkedin_url":null,"phone_readable":"+15550100"}
            sequences/seq_1 | {"name":"Spring"} | {"id":"seq_1","name":"Spring"}
            users/usr_1 | {"name":"Kim"} | {"id":"usr_1","name":"Kim","email":"usr_1@grow.example"}
            """)
    void a_change_affects_the_named_fields_only(String path, String body, String changed) {
        var answer = api.patch("/api/" + path, Body.json(body));
        answer.isOk(changed);
        var found = api.get("/api/" + path);
        found.isOk(changed);
        assertThat(answer.header("ETag")).isNotNull().isEqualTo(found.header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"companies/com_1", "people/per_1", "sequences/seq_1", "users/usr_1"})
    void a_change_needs_a_field_and_rejects_immutable_ones(String path) {
        api.patch("/api/" + path, Body.json("{}")).blames("body", "at least one of name");
        api.patch("/api/" + path, Body.json("{\"id\":\"" + path.substring(path.indexOf('/') + 1) + "\"}"))
                .blames("id", "not a known field");
        api.patch("/api/" + path, Body.json("{\"name\":null}")).blames("name", "null");
        api.patch("/api/" + path, Body.NONE).blames("body", "empty");
    }

    @Test
    void outreaches_follow_a_person_to_another_company_and_a_company_to_another_owner() {
        api.patch("/api/people/per_1", Body.json("{\"company_id\":\"com_2\"}"));
        assertThat(total("company_id=com_1")).isZero();
        assertThat(total("company_id=com_2")).isEqualTo(2);
        assertThat(total("owner=usr_1")).isZero();

        api.patch("/api/companies/com_2", Body.json("{\"owner_id\":\"usr_2\"}"));
        assertThat(total("owner=usr_2")).isEqualTo(2);
    }

    private int total(String filter) {
        return api.get("/api/outreaches?" + filter)
                .json()
                .at("/pagination/total_count")
                .asInt();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sequences/seq_1 | outreaches: 1
            users/usr_1     | 'companies or an account that may sign in: 1'
            companies/com_1 | people: 1
            people/per_1    | outreaches: 2
            outreaches/out_2 | 'not_available'
            """)
    void a_resource_in_use_is_not_deleted_and_the_response_counts_its_dependents(String path, String detail) {
        delete("/api/" + path).isProblem(409, path.substring(path.indexOf('/') + 1), detail);
        assertThat(api.get("/api/" + path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequences/seq_2", "users/usr_2", "people/per_2", "outreaches/out_1"})
    void an_unused_resource_is_deleted(String path) {
        var answer = delete("/api/" + path);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.content()).isEmpty();
        assertThat(answer.header("Content-Type")).isNull();
        api.get("/api/" + path).isProblem(404);
        delete("/api/" + path).isProblem(404);
    }

    @Test
    void a_company_can_be_deleted_after_its_outreaches_and_people() {
        for (var path : List.of("people/per_2", "companies/com_2")) {
            assertThat(delete("/api/" + path).status()).isEqualTo(204);
        }
        assertThat(api.get("/api/companies")
                        .json()
                        .at("/pagination/total_count")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, companies/com_gone",
        "PATCH, people/com_1",
        "DELETE, sequences/seq_gone",
        "DELETE, users/1",
        "DELETE, outreaches/out_gone"
    })
    void an_id_that_is_malformed_or_unknown_is_404(String method, String path) {
        var body = method.equals("PATCH") ? Body.json("{\"name\":\"x\"}") : Body.NONE;
        api.send(method, "/api/" + path, body).isProblem(404, path.substring(path.indexOf('/') + 1));
    }

    @ParameterizedTest
    @CsvSource({"POST, sequences", "PATCH, sequences/seq_1", "DELETE, sequences/seq_2", "DELETE, outreaches/out_1"})
    void no_write_takes_a_parameter(String method, String path) {
        api.send(method, "/api/" + path + "?force=true", Body.NONE).blames("force", "takes none");
    }

    @Test
    void a_deletion_takes_no_field() {
        api.send("DELETE", "/api/sequences/seq_2", Body.json("{\"name\":\"Idle\"}"))
                .blames("name", "takes none");
        api.send("DELETE", "/api/outreaches/out_1", Body.form("force=1")).blames("force", "takes none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sequences/seq_2  | {"name":"x"}
            users/usr_2      | {"name":"x"}
            companies/com_1  | {"name":"x"}
            companies/com_1  | {"overall_score":7}
            people/per_2     | {"name":"x"}
            outreaches/out_1 | {"sequence_id":null}
            """)
    void a_stale_version_is_neither_changed_nor_deleted(String path, String body) {
        var stale = requireNonNull(api.get("/api/" + path).header("ETag"));
        assertThat(api.send("PATCH", "/api/" + path, Body.json(body), "If-Match", stale)
                        .status())
                .isEqualTo(200);

        var id = path.substring(path.indexOf('/') + 1);
        api.send("PATCH", "/api/" + path, Body.json(body), "If-Match", stale).isProblem(412, id, "If-Match");
        api.send("DELETE", "/api/" + path, Body.NONE, "If-Match", stale).isProblem(412, id, "If-Match");
        assertThat(api.get("/api/" + path).status()).isEqualTo(200);
    }

    @Test
    void a_repeated_creation_or_deletion_is_executed_once_and_answered_alike() {
        var body = Body.json("{\"name\":\"Spring\"}");
        var first = api.send("POST", "/api/sequences", body, "Idempotency-Key", "one");
        var again = api.send("POST", "/api/sequences", body, "Idempotency-Key", "one");

        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        isCreated(again, requireNonNull(first.header("Location")), first.body());
        assertThat(again.header("ETag")).isNotNull().isEqualTo(first.header("ETag"));
        assertThat(api.get("/api/sequences")
                        .json()
                        .at("/pagination/total_count")
                        .asInt())
                .isEqualTo(3);

        var path = requireNonNull(first.header("Location"));
        assertThat(api.send("DELETE", path, Body.NONE, "Idempotency-Key", "two").status())
                .isEqualTo(204);
        var deletedAgain = api.send("DELETE", path, Body.NONE, "Idempotency-Key", "two");
        assertThat(deletedAgain.status()).isEqualTo(204);
        assertThat(deletedAgain.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void a_deleted_outreach_can_be_created_again() {
        delete("/api/outreaches/out_1");
        isCreated(post("/api/outreaches", Body.json("""
                        {"id":"out_1","channel":"email","person_id":"per_1","sequence_id":"seq_1","allow_second":true}""")), "/api/outreaches/out_1", NEW_OUTREACH);
        api.get("/api/outreaches/out_1").isOk(NEW_OUTREACH);
    }

    @Test
    void a_second_outreach_on_a_channel_is_created_only_if_the_request_allows_it() {
        post("/api/outreaches", Body.form("channel=email&person_id=per_1"))
                .blames(409, "allow_second", "per_1 has the outreach out_", "\"allow_second\": true");

        isCreated(
                post("/api/outreaches", Body.json("""
                        {"id":"out_9","channel":"email","person_id":"per_1","allow_second":true}""")),
                "/api/outreaches/out_9",
                "{\"id\":\"out_9\",\"channel\":\"email\",\"person_id\":\"per_1\",\"sequence_id\":null,\"current_state\":\"new\"}");
    }

    @Test
    void an_outreach_on_an_opted_out_channel_is_always_refused() {
        assertThat(api.patch("/api/people/per_1", Body.form("opt_outs=phone")).status())
                .isEqualTo(200);

        post("/api/outreaches", Body.json("""
                {"channel":"phone","person_id":"per_1","allow_second":true}""")).blames(409, "channel", "per_1 opted out", "'phone'");
    }
}
