package com.grow.outreach.bootstrap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.grow.outreach.bootstrap.Http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand requests of a rep about records of other owners, on every route. Each response must be the same as for a record
 * that does not exist: its status, its body and its headers.
 */
class ProbesIT extends RepOnServer {

    private static final int THREADS = 8;

    /** The number of records for which bulk operations are tried, of which a caller may make 600 a minute. */
    private static final int FEW = 30;

    /** The headers that differ between any two requests. */
    private static final Set<String> CHANGING = Set.of(
            "date", "x-request-id", "ratelimit", "ratelimit-policy", "content-length", "retry-after", "connection");

    private static final List<String> SORTS = Stream.of("channel", "company", "status", "sequence", "owner")
            .flatMap(sort -> Stream.of("&sort=" + sort, "&sort=" + sort + "&direction=desc"))
            .toList();

    private final Map<Request, String> ofNothing = new ConcurrentHashMap<>();
    private final List<Probe> planned = new ArrayList<>();

    /** What no response to the rep may contain, unless the rep sent it. */
    private final Set<String> secrets = new TreeSet<>();

    ProbesIT(Postgres postgres) {
        super(postgres);
    }

    /**
     * A request in which {@code {}} stands for what it asks about.
     *
     * @param headers names and values in turn
     */
    private record Request(String method, String path, String json, List<String> headers) {}

    /**
     * A request about something.
     *
     * @param foreign what exists outside of the scope
     * @param nothing what does not exist
     */
    private record Probe(Request request, String foreign, String nothing) {}

    private void plan(String method, String path, String json, String foreign, String... headers) {
        var nothing = foreign.contains("@")
                ? "nobody@nothing.example"
                : foreign.matches("[a-z]+_.*") ? foreign.replaceAll("_.*", "_nothing_has_this_id") : "nothing.example";
        planned.add(new Probe(new Request(method, path, json, List.of(headers)), foreign, nothing));
    }

    private void get(String path, String foreign, String... headers) {
        plan("GET", path, "", foreign, headers);
    }

    private void planAll() {
        foreignOutreaches().forEach(this::planOutreach);
        foreignPeople().forEach(this::planPerson);
        foreignCompanies().forEach(this::planCompany);
        foreignOutreaches().stream().limit(FEW).forEach(this::planBatches);
        foreignPeople().stream().limit(FEW).forEach(this::planBulkOfPerson);
        foreignCompanies().stream().limit(FEW).forEach(this::planBulkOfCompany);
        planRuns();
    }

    private void planOutreach(String id) {
        var path = "/api/outreaches/{}";
        for (var expand : List.of(
                "",
                "?expand=person",
                "?expand=company",
                "?expand=sequence",
                "?expand=possible_transitions",
                "?expand=person,company",
                "?expand=company,sequence,person",
                "?expand=unknown")) {
            get(path + expand, id);
        }
        get(path, id, "If-None-Match", admin("GET", path.replace("{}", id), "").header("ETag"));
        get(path, id, "If-None-Match", "*");
        get(path + "/transitions", id);
        get(path + "/transitions?per=1&page=2", id);
        get(path + "?unknown=1", id);
        plan("HEAD", path, "", id);
        for (var json : List.of(
                "{\"sequence_id\":null}",
                "{\"sequence_id\":\"seq_33333\"}",
                "{\"sequence_id\":\"seq_no\"}",
                "{}",
                "{")) {
            plan("PATCH", path, json, id);
        }
        plan("PATCH", path, "{\"sequence_id\":null}", id, "If-Match", "\"other\"");
        plan("PATCH", path, "{\"sequence_id\":null}", id, "Idempotency-Key", "probe-{}");
        plan("PATCH", path + "/start_enrichment", "", id);
        for (var state : List.of("new", "starting", "waiting", "enrichment", "ready", "not_available", "no_state")) {
            plan("PATCH", path + "/transition_to", "{\"state\":\"%s\"}".formatted(state), id);
        }
        plan("DELETE", path, "", id);
        plan("POST", path, "", id);
        plan("POST", "/api/outreaches", "{\"id\":\"{}\",\"channel\":\"phone\",\"person_id\":\"per_22222\"}", id);
        for (int page = 1; page <= 8; page++) {
            get(path + "/transitions?per=2&page=" + page, id);
        }
    }

    private void planBatches(String id) {
        for (var batch : List.of("batch_assign", "batch_start_enrichment", "batch_transition_to")) {
            var value = batch.equals("batch_assign")
                    ? ",\"sequence_id\":\"seq_33333\""
                    : batch.equals("batch_transition_to") ? ",\"state\":\"ready\"" : "";
            plan("PATCH", "/api/outreaches/" + batch, "{\"outreach_ids\":[\"{}\"]" + value + "}", id);
            plan("PATCH", "/api/outreaches/" + batch, "{\"outreach_ids\":[\"{}\"],\"dry_run\":true" + value + "}", id);
        }
    }

    private void planPerson(String id) {
        var person = requireNonNull(people.get(id));
        var path = "/api/people/{}";
        get(path, id);
        get(path, id, "If-None-Match", admin("GET", path.replace("{}", id), "").header("ETag"));
        plan("PATCH", path, "{\"name\":\"Renamed\"}", id);
        plan("PATCH", path, "{\"company_id\":\"com_12345\"}", id);
        plan("PATCH", path, "{\"unknown\":1}", id);
        plan("DELETE", path, "", id);
        plan("POST", "/api/people", "{\"id\":\"{}\",\"name\":\"New\",\"company_id\":\"com_12345\"}", id);
        plan("POST", "/api/outreaches", "{\"channel\":\"email\",\"person_id\":\"{}\"}", id);
        planLists("person_id={}", id);
        text(person, "email").forEach(email -> get("/api/people?email={}", email));
        text(person, "email").forEach(email -> get("/api/people?sort=name&email={}", email));
    }

    private void planBulkOfPerson(String id) {
        plan("POST", "/api/people/{}/merge", "{\"into\":\"per_22222\"}", id);
        plan(
                "PATCH",
                "/api/outreaches/batch_assign",
                "{\"sequence_id\":\"seq_33333\",\"filter\":{\"person_id\":\"{}\"},\"dry_run\":true}",
                id);
        get("/api/outreaches.csv?person_id={}", id);
        get("/api/outreaches.ndjson?person_id={}", id);
    }

    private void planBulkOfCompany(String id) {
        plan("POST", "/api/companies/{}/merge", "{\"into\":\"com_12345\"}", id);
        get("/api/outreaches.csv?company_id={}", id);
        get("/api/outreaches.ndjson?company_id={}", id);
    }

    private void planCompany(String id) {
        var company = requireCompany(id);
        var path = "/api/companies/{}";
        get(path, id);
        get(path + "?expand=owner", id);
        get(path + "/score", id);
        get(path, id, "If-None-Match", admin("GET", path.replace("{}", id), "").header("ETag"));
        plan("PATCH", path, "{\"owner_id\":\"%s\"}".formatted(REP), id);
        plan("PATCH", path, "{\"owner_id\":null}", id);
        plan("PATCH", path, "{\"name\":\"\"}", id);
        plan("DELETE", path, "", id);
        plan("POST", "/api/companies", "{\"id\":\"{}\",\"name\":\"New\"}", id);
        plan("POST", "/api/people", "{\"name\":\"New\",\"company_id\":\"{}\"}", id);
        for (var sort : List.of("", "&sort=name", "&sort=name&direction=desc")) {
            get("/api/people?company_id={}" + sort, id);
        }
        planLists("company_id={}", id);
        text(company, "domain").forEach(domain -> get("/api/companies?domain={}", domain));
        for (var sort : List.of("name", "domain", "fit", "segments", "overall_score", "owner", "last_enrichment")) {
            text(company, "domain").forEach(domain -> get("/api/companies?sort=" + sort + "&domain={}", domain));
        }
    }

    private static Stream<String> text(JsonNode thing, String field) {
        return Stream.ofNullable(thing.get(field).asText(null));
    }

    private void planLists(String filter, String id) {
        for (var sort : SORTS) {
            get("/api/outreaches?" + filter + sort, id);
        }
        for (var list : List.of(
                "/api/outreaches?per=1&page=2&",
                "/api/outreaches?cursor=start&",
                "/api/outreaches?expand=person&",
                "/api/outreaches?channel=email&",
                "/api/outreaches/stats?")) {
            get(list + filter, id);
        }
        for (var state : List.of("new", "starting", "waiting", "enrichment", "ready", "not_available")) {
            get("/api/outreaches?status=" + state + "&" + filter, id);
            get("/api/outreaches/stats?status=" + state + "&" + filter, id);
        }
    }

    /** Jobs and imports of others, and what they would reveal. */
    private void planRuns() {
        var job = admin("PATCH", "/api/outreaches/batch_assign", "{\"sequence_id\":\"seq_33333\",\"filter\":{}}")
                .json()
                .at("/job/id")
                .asText(null);
        var run = grow.http()
                .send(
                        "POST",
                        "/api/imports?kind=companies&dry_run=true",
                        "text/csv",
                        "name\nForeign Inc\n",
                        "Authorization",
                        adminAuthorization())
                .json()
                .get("id")
                .asText();
        var ids = new ArrayList<>(List.of("/api/imports/" + run));
        Stream.ofNullable(job).forEach(id -> ids.add("/api/jobs/" + id));
        for (var path : ids) {
            var id = path.substring(path.lastIndexOf('/') + 1);
            var of = path.replace(id, "{}");
            get(of, id);
            get(of + "/rejects", id);
            plan("PATCH", of + "/stop", "", id);
            plan("DELETE", of, "", id);
        }
        get("/api/outreaches?owner={}", teammate);
        get("/api/companies?owner={}", teammate);
        get("/api/outreaches/stats?owner={}", teammate);
    }

    private String show(Probe probe, String about) {
        var request = probe.request();
        var headers = new ArrayList<>(List.of("Authorization", repAuthorization()));
        request.headers().forEach(header -> headers.add(header.replace("{}", about)));
        probes.incrementAndGet();
        var answer = grow.http()
                .send(
                        request.method(),
                        request.path().replace("{}", encoded(about)),
                        request.json().isEmpty() ? "" : "application/json",
                        request.json().replace("{}", about),
                        headers.toArray(String[]::new));
        assertThat(answer.body()).as("%s about %s", request, about).satisfies(body -> revealsNothing(body, about));
        return shown(answer, about);
    }

    private void revealsNothing(String body, String about) {
        for (var secret : secrets) {
            if (body.contains(secret)) {
                assertThat(about).as("the response contains %s", secret).contains(secret);
            }
        }
    }

    /** Returns all of a response that must not depend on what the request is about. */
    private static String shown(Answer answer, String about) {
        var headers = new TreeMap<>(answer.response().headers().map());
        headers.keySet().removeIf(name -> CHANGING.contains(name.toLowerCase(Locale.ROOT)));
        // The tag of a page is that of its text, which has the id in its links.
        headers.remove("etag");
        return (answer.status() + " " + headers + " " + answer.body())
                .replace(encoded(about), "{}")
                .replace(about, "{}");
    }

    @Test
    void ten_thousand_probes_reveal_and_change_nothing() throws Exception {
        planAll();
        awaitJobs();
        var before = everything();
        collectSecrets();
        var leaks = new ConcurrentHashMap<String, String>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var running = planned.stream()
                    .map(probe -> threads.submit(() -> {
                        var expected =
                                ofNothing.computeIfAbsent(probe.request(), request -> show(probe, probe.nothing()));
                        var shown = show(probe, probe.foreign());
                        if (!shown.equals(expected)) {
                            leaks.put(probe.toString(), "expected: " + expected + "\nbut was:  " + shown);
                        }
                    }))
                    .toList();
            for (var one : running) {
                one.get();
            }
        }

        assertThat(leaks).isEmpty();
        assertThat(probes.get()).isGreaterThanOrEqualTo(10_000);
        assertThat(everything()).isEqualTo(before);
    }

    /** Waits for the jobs of others, which change outreaches. */
    private void awaitJobs() {
        while (admin("GET", "/api/jobs", "")
                .json()
                .get("items")
                .valueStream()
                .anyMatch(job -> job.get("finished_at").isNull())) {
            Thread.onSpinWait();
        }
    }

    private void collectSecrets() {
        secrets.addAll(foreignOutreaches());
        secrets.addAll(foreignPeople());
        secrets.addAll(foreignCompanies());
        for (var id : foreignPeople()) {
            text(requireNonNull(people.get(id)), "email").forEach(secrets::add);
        }
        for (var id : foreignCompanies()) {
            text(requireCompany(id), "domain").forEach(secrets::add);
        }
    }

    @Test
    void ids_of_events_do_not_reveal_positions() {
        for (int position = 0; position < 50; position++) {
            var path = "/api/events?last_event_id=" + position;
            var beginning = grow.http().beginningOf(path, "Authorization", repAuthorization());
            assertThat(beginning.lines()).matches("retry: 1000\nid: [A-Za-z0-9_-]{48}\n");
        }
    }

    @Test
    void an_import_does_not_reveal_what_it_meets() throws InterruptedException {
        var emails = ids(
                        people,
                        person -> foreignPeople().contains(person.get("id").asText()))
                .stream()
                .flatMap(id -> text(requireNonNull(people.get(id)), "email"))
                .toList();
        var ids = List.copyOf(foreignCompanies());

        assertThat(imported(
                        "contacts",
                        "person,email,company,domain",
                        emails.stream()
                                .map(email -> "Somebody,%s,Some Company,%s"
                                        .formatted(email, email.substring(email.indexOf('@') + 1)))))
                .isEqualTo(imported(
                        "contacts",
                        "person,email,company,domain",
                        emails.stream().map(email -> {
                            var domain = email.substring(email.indexOf('@') + 1);
                            return "Somebody,x%s,Some Company,x%s"
                                    .formatted(email.replace(domain, "x" + domain), domain);
                        })));
        assertThat(imported("companies", "id,name", ids.stream().map(id -> id + ",Taken")))
                .isEqualTo(imported("companies", "id,name", ids.stream().map(id -> id + "_x,Taken")));
    }

    /** Imports rows in a dry run, and returns its counts and the reasons of its rejects without the values. */
    private String imported(String kind, String header, Stream<String> rows) throws InterruptedException {
        var csv = rows.collect(Collectors.joining("\n", header + "\n", "\n"));
        var run = grow.http()
                .send(
                        "POST",
                        "/api/imports?dry_run=true&kind=" + kind,
                        "text/csv",
                        csv,
                        "Authorization",
                        repAuthorization())
                .json()
                .get("id")
                .asText();
        var end = Instant.now().plusSeconds(60);
        JsonNode result;
        do {
            Thread.sleep(Duration.ofMillis(50));
            result = rep("/api/imports/" + run).json();
        } while (result.get("finished_at").isNull() && Instant.now().isBefore(end));
        var rejects = rep("/api/imports/" + run + "/rejects?per=500").body().replaceAll("com_\\w+", "com_");
        return result.toString().replaceAll("imp_\\w+|\\d{4}-\\d\\d-[^\"]*", "") + rejects;
    }
}
