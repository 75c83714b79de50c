package com.grow.outreach.bootstrap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rep on a server that requires credentials: nothing of other owners leaks, and nothing of theirs changes. */
class AccessIT extends RepOnServer {

    AccessIT(Postgres postgres) {
        super(postgres);
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
        assertThat(probes.get()).isGreaterThan(900);
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
        var outreach = outreachOfRep();
        var company = companyOf(requireNonNull(outreaches.get(outreach)));

        assertThat(admin("PATCH", "/api/companies/" + company, "{\"owner_id\":\"%s\"}".formatted(teammate))
                        .status())
                .isEqualTo(200);

        assertThat(rep("/api/companies/" + company).status()).isEqualTo(404);
        assertThat(rep("/api/outreaches/" + outreach).status()).isEqualTo(404);
    }

    @Test
    void a_rep_hands_companies_over_only_to_the_team() {
        var company = companyOf(requireNonNull(outreaches.get(outreachOfRep())));
        var path = "/api/companies/" + company;

        for (var owner : List.of(teammate, "usr_nothing_has_this_id")) {
            var refused = rep("PATCH", path, "{\"owner_id\":\"%s\"}".formatted(owner));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body().replace(owner, "usr_x"))
                    .contains("usr_x")
                    .isEqualTo(rep("PATCH", path, "{\"owner_id\":\"usr_unknown\"}")
                            .body()
                            .replace("usr_unknown", "usr_x"));
        }
        admin("POST", "/api/teams", "{\"name\":\"Inbound\",\"member_ids\":[\"%s\",\"%s\"]}".formatted(REP, teammate));

        assertThat(rep("PATCH", path, "{\"owner_id\":\"%s\"}".formatted(teammate))
                        .status())
                .isEqualTo(200);
        assertThat(rep(path).json().get("owner_id").asText()).isEqualTo(teammate);
    }

    private String outreachOfRep() {
        return ids(
                        outreaches,
                        one -> isOwn(one)
                                && REP.equals(requireCompany(companyOf(one))
                                        .get("owner_id")
                                        .asText()))
                .iterator()
                .next();
    }
}
