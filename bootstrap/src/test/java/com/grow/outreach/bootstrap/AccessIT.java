package com.grow.outreach.bootstrap;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.grow.outreach.bootstrap.Http.Answer;
import com.grow.outreach.bootstrap.Postgres.Running;
import com.grow.outreach.domain.access.Account.Visibility;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rep on a server that requires credentials: nothing of other owners leaks, and nothing of theirs changes. */
@ExtendWith(SharedPostgres.class)
class AccessIT {

    private static final String REP = "usr_12345";

    private final Postgres postgres;
    private Running grow;
    private String adminToken = "";
    private String repToken = "";
    private String teammate = "";
    private int probes;

    /** What the administrator sees: by id. */
    private final Map<String, JsonNode> companies = new TreeMap<>();

    private final Map<String, JsonNode> people = new TreeMap<>();
    private final Map<String, JsonNode> outreaches = new TreeMap<>();

    AccessIT(Postgres postgres) {
        this.postgres = postgres;
    }

    @BeforeEach
    void start() throws Exception {
        var url = postgres.jdbcUrl(postgres.database(true));
        String admin;
        try (var sql = Sql.connect(url)) {
            teammate = sql.value("select min(public_id) from users where public_id <> '%s'".formatted(REP));
            admin = sql.value(
                    "select max(public_id) from users where public_id not in ('%s', '%s')".formatted(REP, teammate));
            sql.execute("""
                    insert into accounts (user_id, role, created_at)
                    select id, (case public_id when '%s' then 'rep' else 'admin' end)::user_role, now()
                    from users where public_id in ('%s', '%s')
                    """.formatted(REP, REP, admin));
        }
        adminToken = createToken(url, admin);
        repToken = createToken(url, REP);
        grow = Running.authenticated(url, Visibility.EVERYBODY);
        all("/api/companies", companies);
        all("/api/people", people);
        all("/api/outreaches", outreaches);
    }

    @AfterEach
    void stop() {
        grow.close();
    }

    private static String createToken(String url, String user) {
        var out = new StringWriter();
        var commandLine = Grow.commandLine().setOut(new PrintWriter(out));
        assertThat(commandLine.execute("token", "create", "--database-url", url, "--user", user, "--name", "Test"))
                .isZero();
        return out.toString().strip();
    }

    private void all(String path, Map<String, JsonNode> into) {
        into.clear();
        for (int page = 1; ; page++) {
            var found =
                    admin("GET", "%s?per=500&page=%d".formatted(path, page), "").json();
            found.get("items").forEach(item -> into.put(item.get("id").asText(), item));
            if (page >= found.at("/pagination/total_pages").asInt()) {
                return;
            }
        }
    }

    private Answer admin(String method, String path, String json) {
        return send(adminToken, method, path, json);
    }

    private Answer rep(String method, String path, String json) {
        probes++;
        return send(repToken, method, path, json);
    }

    private Answer rep(String path) {
        return rep("GET", path, "");
    }

    private Answer send(String token, String method, String path, String json) {
        return grow.http()
                .send(method, path, json.isEmpty() ? "" : "application/json", json, "Authorization", "Bearer " + token);
    }

    private boolean isOwn(String company) {
        var owner = requireCompany(company).get("owner_id").asText(null);
        return owner == null || owner.equals(REP);
    }

    private JsonNode requireCompany(String id) {
        return requireNonNull(companies.get(id));
    }

    private String companyOf(JsonNode outreach) {
        return requireNonNull(people.get(outreach.get("person_id").asText()))
                .get("company_id")
                .asText();
    }

    private boolean isOwn(JsonNode outreach) {
        return isOwn(companyOf(outreach));
    }

    private Set<String> ids(Map<String, JsonNode> things, Predicate<JsonNode> condition) {
        return things.values().stream()
                .filter(condition)
                .map(thing -> thing.get("id").asText())
                .collect(toCollection(TreeSet::new));
    }

    private Set<String> foreignCompanies() {
        return ids(companies, company -> !isOwn(company.get("id").asText()));
    }

    private Set<String> foreignPeople() {
        return ids(people, person -> !isOwn(person.get("company_id").asText()));
    }

    private Set<String> foreignOutreaches() {
        return ids(outreaches, outreach -> !isOwn(outreach));
    }

    /** Asserts that a list has exactly these items, on pages of a size. */
    private void hasExactly(String path, int size, Set<String> expected) {
        var found = new ArrayList<String>();
        for (int page = 1; ; page++) {
            var answer = rep("%s%sper=%d&page=%d".formatted(path, path.contains("?") ? "&" : "?", size, page));
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.totalCount()).as(path).isEqualTo(expected.size());
            found.addAll(answer.ids());
            if (found.size() >= expected.size() || answer.ids().isEmpty()) {
                break;
            }
        }
        assertThat(found).as(path).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String query(String... parameters) {
        return Stream.of(parameters)
                .filter(parameter -> !parameter.endsWith("="))
                .collect(Collectors.joining("&"));
    }

    @Test
    void lists_of_outreaches_contain_exactly_what_the_rep_may_see() {
        assertThat(foreignOutreaches()).isNotEmpty();
        assertThat(foreignOutreaches().size()).isLessThan(outreaches.size());
        var sorts = Stream.concat(
                        Stream.of(""),
                        Stream.of("channel", "company", "status", "sequence", "owner")
                                .flatMap(sort -> Stream.of(sort + "&direction=asc", sort + "&direction=desc")))
                .toList();
        for (var channel : List.of("", "phone", "email", "linkedin")) {
            for (var status : List.of("", "new", "starting", "waiting", "enrichment", "ready", "not_available")) {
                for (var owner : List.of("", REP, teammate)) {
                    var expected = ids(
                            outreaches,
                            outreach -> isOwn(outreach)
                                    && (channel.isEmpty()
                                            || outreach.get("channel").asText().equals(channel))
                                    && (status.isEmpty()
                                            || outreach.get("current_state")
                                                    .asText()
                                                    .equals(status))
                                    && (owner.isEmpty()
                                            || owner.equals(requireCompany(companyOf(outreach))
                                                    .get("owner_id")
                                                    .asText())));
                    for (var sort : sorts) {
                        hasExactly(
                                "/api/outreaches?"
                                        + query(
                                                "channel=" + channel,
                                                "status=" + status,
                                                "owner=" + owner,
                                                "sort=" + sort),
                                sort.isEmpty() ? 7 : 100,
                                expected);
                    }
                    assertThat(rep("/api/outreaches/stats?"
                                            + query("channel=" + channel, "status=" + status, "owner=" + owner))
                                    .json()
                                    .at("/total_count")
                                    .asInt())
                            .isEqualTo(expected.size());
                }
            }
        }
        var own = ids(outreaches, this::isOwn);
        assertThat(rep("/api/outreaches.csv").body().lines().skip(1).map(line -> line.split(",")[0]))
                .containsExactlyInAnyOrderElementsOf(own);
        assertThat(rep("/api/outreaches.ndjson").body().lines().count()).isEqualTo(own.size());
        followsCursors(own);
        assertThat(probes).isGreaterThan(900);
    }

    private void followsCursors(Set<String> own) {
        var found = new ArrayList<String>();
        var page = rep("/api/outreaches?per=9&cursor=start").json();
        while (true) {
            page.get("items").findValuesAsText("id").forEach(found::add);
            var next = page.at("/pagination/next_cursor").asText("");
            if (next.isEmpty() || next.equals("null")) {
                break;
            }
            page = rep("/api/outreaches?per=9&cursor=" + next).json();
        }
        assertThat(found).containsAll(own).doesNotContainAnyElementsOf(foreignOutreaches());
    }

    @Test
    void lists_of_companies_and_people_contain_exactly_what_the_rep_may_see() {
        var own = ids(companies, company -> isOwn(company.get("id").asText()));
        for (var sort : List.of("name", "domain", "fit", "segments", "overall_score", "owner", "last_enrichment")) {
            hasExactly("/api/companies?sort=" + sort, 20, own);
        }
        hasExactly("/api/companies?owner=" + teammate, 50, Set.of());
        for (var foreign : foreignCompanies()) {
            hasExactly("/api/people?company_id=" + foreign, 50, Set.of());
            hasExactly("/api/outreaches?company_id=" + foreign, 50, Set.of());
            var name = requireCompany(foreign).get("name").asText();
            var byName = rep("/api/companies?name=" + encoded(name)).json().get("items");
            byName.forEach(company -> assertThat(own).contains(company.get("id").asText()));
        }
        hasExactly(
                "/api/people",
                50,
                ids(people, person -> isOwn(person.get("company_id").asText())));
        for (var foreign : foreignPeople()) {
            hasExactly("/api/outreaches?person_id=" + foreign, 50, Set.of());
            var person = requireNonNull(people.get(foreign));
            if (!person.get("email").isNull()) {
                hasExactly("/api/people?email=" + encoded(person.get("email").asText()), 50, Set.of());
            }
            rep("/api/people?name=" + encoded(person.get("name").asText()))
                    .json()
                    .get("items")
                    .forEach(found ->
                            assertThat(isOwn(found.get("company_id").asText())).isTrue());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void what_others_own_does_not_exist_for_the_rep() {
        var before = everything();
        for (var foreign : foreignOutreaches()) {
            var path = "/api/outreaches/";
            isLikeNothing("GET", path, foreign, "", "");
            isLikeNothing("GET", path, foreign, "/transitions", "");
            isLikeNothing("PATCH", path, foreign, "", "{\"sequence_id\":null}");
            isLikeNothing("PATCH", path, foreign, "/start_enrichment", "");
            isLikeNothing("PATCH", path, foreign, "/transition_to", "{\"state\":\"not_available\"}");
            isLikeNothing("PATCH", path, foreign, "/transition_to", "{\"state\":\"not_available\",\"dry_run\":true}");
            isLikeNothing("DELETE", path, foreign, "", "");
        }
        for (var foreign : foreignPeople()) {
            isLikeNothing("GET", "/api/people/", foreign, "", "");
            isLikeNothing("PATCH", "/api/people/", foreign, "", "{\"name\":\"Renamed\"}");
            isLikeNothing("DELETE", "/api/people/", foreign, "", "");
            isLikeNothing("POST", "/api/outreaches", foreign, "", "{\"channel\":\"email\",\"person_id\":\"%s\"}");
        }
        for (var foreign : foreignCompanies()) {
            isLikeNothing("GET", "/api/companies/", foreign, "", "");
            isLikeNothing("GET", "/api/companies/", foreign, "/score", "");
            isLikeNothing("PATCH", "/api/companies/", foreign, "", "{\"owner_id\":\"%s\"}".formatted(REP));
            isLikeNothing("DELETE", "/api/companies/", foreign, "", "");
            isLikeNothing("POST", "/api/people", foreign, "", "{\"name\":\"New\",\"company_id\":\"%s\"}");
        }
        assertThat(everything()).isEqualTo(before);
    }

    /** Asserts that the response is the same as for an id that nothing has. */
    private void isLikeNothing(String method, String path, String id, String subpath, String json) {
        var nothing = id.substring(0, 4) + "nothing_has_this_id";
        var answer = request(method, path, id, subpath, json);
        var expected = request(method, path, nothing, subpath, json);
        var call = "%s %s of %s".formatted(method, path + subpath, id);
        assertThat(answer.status()).as(call).isEqualTo(expected.status()).isIn(404, 422);
        assertThat(answer.body().replace(id, nothing)).as(call).isEqualTo(expected.body());
    }

    private Answer request(String method, String path, String id, String subpath, String json) {
        return path.endsWith("/") ? rep(method, path + id + subpath, json) : rep(method, path, json.formatted(id));
    }

    private List<Map<String, JsonNode>> everything() {
        all("/api/companies", companies);
        all("/api/people", people);
        all("/api/outreaches", outreaches);
        return List.of(new TreeMap<>(companies), new TreeMap<>(people), new TreeMap<>(outreaches));
    }

    @Test
    void batches_find_nothing_of_others() {
        var before = everything();
        var foreign = foreignOutreaches();
        var list = foreign.stream().map("\"%s\""::formatted).collect(Collectors.joining(","));

        var assigned = rep(
                        "PATCH",
                        "/api/outreaches/batch_assign",
                        "{\"sequence_id\":\"seq_33333\",\"outreach_ids\":[%s]}".formatted(list))
                .json();
        assertThat(assigned.get("updated_count").asInt()).isZero();
        assertThat(assigned.get("errors").findValuesAsText("code"))
                .hasSize(foreign.size())
                .containsOnly("not_found");

        var started = rep("PATCH", "/api/outreaches/batch_start_enrichment", "{\"outreach_ids\":[%s]}".formatted(list))
                .json();
        assertThat(started.get("success_count").asInt()).isZero();
        assertThat(started.get("errors").findValuesAsText("code"))
                .hasSize(foreign.size())
                .containsOnly("not_found");

        var dryRun = rep(
                        "PATCH",
                        "/api/outreaches/batch_assign",
                        "{\"sequence_id\":\"seq_33333\",\"filter\":{},\"dry_run\":true}")
                .json();
        assertThat(dryRun.get("updated_count").asInt())
                .isEqualTo(ids(outreaches, this::isOwn).size());
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_team_shares_what_its_members_own() {
        var shared = ids(
                outreaches,
                outreach -> isOwn(outreach)
                        || teammate.equals(requireCompany(companyOf(outreach))
                                .get("owner_id")
                                .asText()));
        assertThat(admin(
                                "POST",
                                "/api/teams",
                                "{\"name\":\"Inbound\",\"member_ids\":[\"%s\",\"%s\"]}".formatted(REP, teammate))
                        .status())
                .isEqualTo(201);

        hasExactly("/api/outreaches", 100, shared);
        hasExactly("/api/outreaches?sort=company", 100, shared);
    }

    @Test
    void a_company_that_is_handed_over_disappears_with_its_people_and_outreaches() {
        var outreach = ids(
                        outreaches,
                        one -> isOwn(one)
                                && REP.equals(requireCompany(companyOf(one))
                                        .get("owner_id")
                                        .asText()))
                .iterator()
                .next();
        var company = companyOf(requireNonNull(outreaches.get(outreach)));

        assertThat(rep("PATCH", "/api/companies/" + company, "{\"owner_id\":\"%s\"}".formatted(teammate))
                        .status())
                .isEqualTo(200);

        assertThat(rep("/api/companies/" + company).status()).isEqualTo(404);
        assertThat(rep("/api/outreaches/" + outreach).status()).isEqualTo(404);
    }
}
