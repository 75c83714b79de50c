package com.grow.outreach.adapter.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.service.outreach.OutreachServices;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /api/duplicates}, merges, and what a merged id leads to. */
class DuplicatesTest {

    private static final String ANN = """
            {"id":"per_1","name":"Ann","title":null,"company_id":"com_1","email":"ann@acme.example","phone":null,\
            "linkedin_url":null,"phone_readable":null}""";
    private static final String TWIN = """
            {"id":"per_2","name":"Ann Berg","title":null,"company_id":"com_2","email":"ANN@acme.example","phone":"+1555",\
            "linkedin_url":null,"phone_readable":"+1555"}""";
    private static final String SURVIVOR = """
            {"id":"per_1","name":"Ann","title":null,"company_id":"com_1","email":"ann@acme.example","phone":"+1555",\
            "linkedin_url":null,"phone_readable":"+1555"}""";

    private final InMemoryStorage storage = InMemoryStorage.of(book().build());
    private final Task jobs = OutreachServices.jobs(storage, InstantSource.fixed(TestBook.START));

    @AutoClose
    private final Api api = Api.over(storage);

    private static TestBook book() {
        return new TestBook()
                .company("com_1", "Acme", "usr_1")
                .company("com_2", "Acme  ", null)
                .person(
                        new Person(
                                new PersonId("per_1"),
                                "Ann",
                                null,
                                new CompanyId("com_1"),
                                "ann@acme.example",
                                null,
                                null),
                        TestBook.START)
                .person(
                        new Person(
                                new PersonId("per_2"),
                                "Ann Berg",
                                null,
                                new CompanyId("com_2"),
                                "ANN@acme.example",
                                "+1555",
                                null),
                        TestBook.START.plusSeconds(1))
                .outreach("out_1", "per_1", Channel.EMAIL, OutreachState.NEW, null)
                .outreach("out_2", "per_2", Channel.EMAIL, OutreachState.NEW, null)
                .outreach("out_3", "per_2", Channel.PHONE, OutreachState.NEW, null);
    }

    private void run() {
        storage.tasks(TaskKind.JOB).keySet().forEach(jobs::run);
    }

    private Answer merge(String path, String body) {
        return api.send("POST", path, Body.json(body), "Grow-Actor", "maya");
    }

    @Test
    void a_search_is_a_job_whose_pairs_are_listed_with_both_records() {
        var accepted = api.send("POST", "/api/duplicates/search", Body.form("kind=people"), "Grow-Actor", "maya");

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Location")).isEqualTo("/api/jobs/job_1");
        assertThat(accepted.body()).isEqualTo("""
                {"id":"job_1","kind":"search_duplicates","status":"queued","total_count":2,"done_count":0,\
                "success_count":0,"refused_count":0,"created_at":"2026-03-02T09:00:00Z","finished_at":null,\
                "dry_run":false,"duplicates_of":"people","filter":{},"actor":"maya","reason":null,"metadata":{},\
                "detail":null}""");
        run();
        api.get("/api/duplicates?kind=people").isOk("""
                {"items":[{"id":"per_2","into":"per_1","reason":"email","confidence":"exact","record":""" + TWIN + """
                ,"into_record":""" + ANN + """
                }],"pagination":{"current_page":1,"per_page":50,"total_pages":1,"total_count":1}}""");
        assertThat(api.get("/api/duplicates?kind=people&confidence=likely")
                        .json()
                        .at("/pagination/total_count")
                        .asInt())
                .isZero();
    }

    @Test
    void exact_pairs_are_merged_by_a_job_and_likely_ones_are_left() {
        api.send("POST", "/api/duplicates/search", Body.form("kind=people"));
        api.send("POST", "/api/duplicates/search", Body.form("kind=companies"));
        run();
        var accepted = api.send("POST", "/api/duplicates/merge_exact", Body.json("{\"kind\":\"people\"}"));
        api.send("POST", "/api/duplicates/merge_exact", Body.json("{\"kind\":\"companies\"}"));
        assertThat(accepted.json().get("kind").asText()).isEqualTo("merge_exact_duplicates");
        run();

        assertThat(api.get(requireNonNull(accepted.header("Location")))
                        .json()
                        .get("success_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.get("/api/people/per_2").status()).isEqualTo(301);
        assertThat(api.get("/api/duplicates?kind=companies")
                        .json()
                        .at("/items/0/reason")
                        .asText())
                .isEqualTo("name");
        assertThat(api.get("/api/companies/com_2").status()).isEqualTo(200);
    }

    @Test
    void a_dry_run_answers_what_the_merge_answers_and_changes_nothing() {
        var merged = """
                {"id":"per_2","into":"per_1","person":""" + SURVIVOR + """
                ,"moved_outreaches_count":1,"replaced_outreaches":[{"id":"out_2","into":"out_1"}]""";

        merge("/api/people/per_2/merge", "{\"into\":\"per_1\",\"dry_run\":true}")
                .isOk(merged + ",\"dry_run\":true}");
        assertThat(api.get("/api/people/per_2").status()).isEqualTo(200);
        merge("/api/people/per_2/merge", "{\"into\":\"per_1\"}").isOk(merged + "}");
        api.get("/api/people/per_1").isOk(SURVIVOR);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/people/per_2, /api/people/per_1",
        "/api/outreaches/out_2, /api/outreaches/out_1",
        "/api/outreaches/out_2?expand=person, /api/outreaches/out_1?expand=person",
        "/api/outreaches/out_2/transitions?page=1, /api/outreaches/out_1/transitions?page=1",
    })
    void a_read_of_a_merged_id_is_redirected(String old, String location) {
        merge("/api/people/per_2/merge", "{\"into\":\"per_1\"}");

        var moved = api.get(old);

        assertThat(moved.status()).isEqualTo(301);
        assertThat(moved.header("Location")).isEqualTo(location);
        assertThat(moved.body()).isEmpty();
        assertThat(api.get(location).status()).isEqualTo(200);
    }

    @Test
    void a_merged_company_leads_to_the_other_one_with_its_people() {
        merge("/api/companies/com_2/merge", "{\"into\":\"com_1\"}").isOk("""
                {"id":"com_2","into":"com_1","company":{"id":"com_1","name":"Acme","domain":null,"fit":null,"segments":[],\
                "owner_id":"usr_1","countries_readable":"","countries":[],"enrichment_status":null},\
                "moved_people_count":1,"moved_outreaches_count":2}""");

        assertThat(api.get("/api/companies/com_2").header("Location")).isEqualTo("/api/companies/com_1");
        assertThat(api.get("/api/companies/com_2/score").header("Location")).isEqualTo("/api/companies/com_1/score");
        assertThat(api.get("/api/people/per_2").json().get("company_id").asText())
                .isEqualTo("com_1");
    }

    @Test
    void changes_of_a_merged_record_are_refused_with_its_new_id() {
        merge("/api/people/per_2/merge", "{\"into\":\"per_1\"}");

        api.patch("/api/people/per_2", Body.json("{\"title\":\"CTO\"}"))
                .isProblem(404, "The person per_2 was merged into per_1; use that id.");
        api.send("DELETE", "/api/people/per_2").isProblem(404, "per_1");
        merge("/api/people/per_2/merge", "{\"into\":\"per_1\"}")
                .isProblem(409, "The person per_2 was merged into per_1 before.");
    }

    @Test
    void a_merge_names_what_is_wrong_with_it() {
        merge("/api/people/per_9/merge", "{\"into\":\"per_1\"}").isProblem(404, "per_9");
        merge("/api/people/com_1/merge", "{\"into\":\"per_1\"}").isProblem(404, "com_1");
        merge("/api/people/per_1/merge", "{\"into\":\"per_9\"}").blames(422, "into", "there is no person 'per_9'");
        merge("/api/people/per_1/merge", "{\"into\":\"per_1\"}").blames(422, "into", "is the same person, per_1");
        merge("/api/people/per_1/merge", "{\"into\":\"com_1\"}").blames("into", "per_");
        merge("/api/people/per_1/merge", "{\"dry_run\":true}").blames("into", "");
        merge("/api/people/per_1/merge", "{\"into\":\"per_2\",\"dry_run\":1}").blames("dry_run", "true or false");
        merge("/api/people/per_1/merge", "{\"into\":\"per_2\",\"x\":1}").blames("x", "");
        assertThat(api.get("/api/people/per_1").status()).isEqualTo(200);
    }

    @Test
    void a_list_of_duplicates_needs_a_kind() {
        api.get("/api/duplicates").blames("kind", "is required; allowed: people, companies");
        api.get("/api/duplicates?kind=users").blames("kind", "people, companies");
        api.get("/api/duplicates?kind=people&confidence=sure").blames("confidence", "exact, likely");
        api.send("POST", "/api/duplicates/search", Body.json("{\"kind\":\"users\"}"))
                .blames("kind", "people");
        api.send("POST", "/api/duplicates/search", Body.json("{\"kind\":\"people\",\"kin\":1}"))
                .blames("kin", "");
    }

    @Test
    void a_repeated_merge_gets_the_same_answer() {
        var body = Body.json("{\"into\":\"per_1\"}");

        var first = api.send("POST", "/api/people/per_2/merge", body, "Idempotency-Key", "key");
        var again = api.send("POST", "/api/people/per_2/merge", body, "Idempotency-Key", "key");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.content()).isEqualTo(first.content());
    }
}
