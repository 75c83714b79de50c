package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code POST /api/outreaches} with {@code person}: an outreach, its person and their company together or nothing. */
class NewPersonTest {

    private static final String PATH = "/api/outreaches";
    private static final String PERSON = """
            {"channel":"email","sequence_id":"seq_1","person":{"name":"Ann Berg","email":"ann@bolt.example",\
            "company":{"name":"Bolt & Sons","domain":"bolt.example"}}}""";

    private final InMemoryStorage storage = InMemoryStorage.of(
            new TestBook().sequence("seq_1", "Welcome").outreach("out_1").build());

    @AutoClose
    private final Api api = Api.over(storage);

    private int count(String path) {
        return api.get("/api/" + path).json().at("/pagination/total_count").asInt();
    }

    private void nothingIsCreated() {
        assertThat(count("companies?name=bolt")).isZero();
        assertThat(count("people?name=ann")).isZero();
        assertThat(count("outreaches")).isOne();
    }

    @Test
    void creates_company_person_and_outreach_together() {
        var created = api.send("POST", PATH, Body.json(PERSON));

        assertThat(created.status()).isEqualTo(201);
        var outreach = created.json();
        assertThat(created.header("Location"))
                .isEqualTo(PATH + "/" + outreach.get("id").asText());
        assertThat(outreach.get("current_state").asText()).isEqualTo("new");
        assertThat(outreach.get("sequence_id").asText()).isEqualTo("seq_1");
        var person =
                api.get("/api/people/" + outreach.get("person_id").asText()).json();
        assertThat(person.get("email").asText()).isEqualTo("ann@bolt.example");
        var company =
                api.get("/api/companies/" + person.get("company_id").asText()).json();
        assertThat(company.get("domain").asText()).isEqualTo("bolt.example");
    }

    @Test
    void creates_a_person_at_an_existing_company() {
        var created = api.send(
                "POST",
                PATH,
                Body.json("{\"channel\":\"email\",\"person\":{\"name\":\"Ann\",\"company_id\":\"com_1\"}}"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(count("people?company_id=com_1&name=ann")).isOne();
    }

    @Test
    void names_the_nested_fields_that_are_wrong() {
        var body = """
                {"channel":"email","person":{"email":"ann","company":{"domain":"no domain","size":3}}}""";

        assertThat(api.send("POST", PATH, Body.json(body)).isProblem(400).blamed())
                .containsExactlyInAnyOrder(
                        "person.name",
                        "person.email",
                        "person.company.name",
                        "person.company.domain",
                        "person.company.size");
        nothingIsCreated();
    }

    @Test
    void a_person_is_given_once_and_has_one_company() {
        api.send(
                        "POST",
                        PATH,
                        Body.json(
                                "{\"channel\":\"email\",\"person_id\":\"per_1\",\"person\":{\"name\":\"Ann\",\"company_id\":\"com_1\"}}"))
                .blames("person_id", "'person'");
        api.send(
                        "POST",
                        PATH,
                        Body.json(
                                "{\"channel\":\"email\",\"person\":{\"name\":\"Ann\",\"company_id\":\"com_1\",\"company\":{\"name\":\"Bolt\"}}}"))
                .blames("person.company_id", "'company'");
        api.send("POST", PATH, Body.json("{\"channel\":\"email\",\"person\":{\"name\":\"Ann\"}}"))
                .blames("person.company_id", "required");
        api.send("POST", PATH, Body.json("{\"channel\":\"email\"}")).blames("person_id", "required");
    }

    @Test
    void creates_nothing_if_a_reference_does_not_exist() {
        api.send("POST", PATH, Body.json(PERSON.replace("seq_1", "seq_9"))).blames(422, "sequence_id", "'seq_9'");
        api.send("POST", PATH, Body.json(PERSON.replace("\"domain\":", "\"owner_id\":\"usr_9\",\"domain\":")))
                .blames(422, "person.company.owner_id", "'usr_9'");
        api.send(
                        "POST",
                        PATH,
                        Body.json("{\"channel\":\"email\",\"person\":{\"name\":\"Ann\",\"company_id\":\"com_9\"}}"))
                .blames(422, "person.company_id", "'com_9'");
        nothingIsCreated();
    }

    @Test
    void creates_nothing_if_the_person_opted_out_of_the_channel_or_the_id_is_taken() {
        api.send("POST", PATH, Body.json(PERSON.replace("\"email\":", "\"opt_outs\":[\"email\"],\"email\":")))
                .blames(409, "channel", "opted out");
        assertThat(api.send("POST", PATH, Body.json(PERSON.replace("{\"channel\"", "{\"id\":\"out_1\",\"channel\"")))
                        .status())
                .isEqualTo(409);
        nothingIsCreated();
    }

    @Test
    void a_repeated_request_creates_them_once() {
        var first = api.send("POST", PATH, Body.json(PERSON), "Idempotency-Key", "key");
        var again = api.send("POST", PATH, Body.json(PERSON), "Idempotency-Key", "key");

        assertThat(again.content()).isEqualTo(first.content());
        assertThat(count("people?name=ann")).isOne();
        assertThat(count("companies?name=bolt")).isOne();
    }
}
