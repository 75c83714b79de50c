package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.grow.outreach.application.port.in.access.ManageMembers.Invitation;
import com.grow.outreach.application.port.in.access.ManageMembers.Result.Linked;
import com.grow.outreach.application.port.in.access.ManageTokens.NewToken;
import com.grow.outreach.application.port.in.access.ManageTokens.Result.Created;
import com.grow.outreach.application.port.in.event.KeepWebhooks;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit log of an open API and of one that requires credentials. */
class AuditRoutesTest {

    private static final UserId MAYA = new UserId("usr_1");
    private static final Caller ADMIN = new Caller(MAYA, Role.ADMIN, Scope.EVERYTHING, true);

    private final InMemoryStorage storage = InMemoryStorage.of(Api.book().build());
    private Instant now = TestBook.START;

    @AutoClose
    private final Api open = Api.open(storage, () -> now);

    @AutoClose
    private final Api closed = Api.over(storage, () -> now, Visibility.EVERYBODY);

    @BeforeEach
    void gives_a_user_an_account() {
        storage.write(stored -> {
            stored.signIn().members().save(Member.invited(MAYA, Role.ADMIN, now));
            return null;
        });
    }

    private List<String> actions(String query) {
        return StreamSupport.stream(entries(query).spliterator(), false)
                .map(entry -> entry.get("action").asText())
                .toList();
    }

    private JsonNode entries(String query) {
        var answer = open.get("/api/audit" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("items");
    }

    private JsonNode last() {
        return entries("").get(0);
    }

    private Answer send(String method, String path, String json, String... headers) {
        return open.send(method, path, json.isEmpty() ? Body.NONE : Body.json(json), headers);
    }

    private void change(String method, String path, String json, String... headers) {
        var answer = send(method, path, json, headers);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    }

    private String token(Role role) {
        var services = new Services(storage, () -> now, new Random(1), KeepWebhooks.DEFAULT_LIMIT);
        return ((Created) services.of(ADMIN).access().tokens().create(new NewToken(null, "Test", role, true, null)))
                .secret();
    }

    @Test
    void an_update_is_recorded_with_what_changed_and_by_whom() {
        change(
                "PATCH",
                "/api/companies/com_1",
                "{\"domain\":\"acme.com\",\"segments\":[\"SaaS\"]}",
                "Grow-Actor",
                "maya@example.com",
                "X-Request-Id",
                "req-7");

        assertThat(last())
                .hasToString(
                        "{\"at\":\"%s\",\"user_id\":null,\"actor\":\"maya@example.com\",\"action\":\"company.updated\",\"subject_id\":\"com_1\",\"before\":{\"domain\":null,\"segments\":null},\"after\":{\"domain\":\"acme.com\",\"segments\":[\"SaaS\"]},\"request_id\":\"req-7\"}"
                                .formatted(now));
    }

    @Test
    void the_caller_is_recorded_and_an_actor_only_from_callers_who_may_name_one() {
        var secret = token(Role.MANAGER);
        closed.send(
                "PATCH",
                "/api/companies/com_1",
                Body.json("{\"name\":\"New\"}"),
                "Authorization",
                "Bearer " + secret,
                "Grow-Actor",
                "eve@example.com");

        assertThat(last().get("user_id").asText()).isEqualTo("usr_1");
        assertThat(last().get("actor").asText()).isEqualTo("eve@example.com");
        assertThat(entries("?user_id=usr_1&action=company.updated")).hasSize(1);
    }

    @Test
    void refused_tokens_are_recorded_once_a_minute_and_without_their_secret() {
        var revoked = token(Role.MANAGER);
        var services = new Services(storage, () -> now, new Random(1), KeepWebhooks.DEFAULT_LIMIT);
        services.of(ADMIN).access().tokens().revoke(new TokenId("tok_1"));
        for (int i = 0; i < 3; i++) {
            for (var secret : List.of("grow_pat_" + "x".repeat(43), "eyJ.eyJ.x", revoked)) {
                var answer = closed.send("GET", "/api/outreaches", Body.NONE, "Authorization", "Bearer " + secret);
                assertThat(answer.status()).isEqualTo(401);
            }
        }

        assertThat(entries("?action=token.refused")).hasSize(2);
        assertThat(entries("?action=token.refused&subject_id=tok_1")).hasSize(1);
        assertThat(entries("?action=token.refused").toString()).doesNotContain("xxxxx", "eyJ", revoked);
        assertThat(entries("?action=token.refused").get(0).get("after"))
                .hasToString("{\"network\":\"127.0.0.1\",\"count\":1}");
    }

    @Test
    void throttled_sign_ins_are_recorded_once_a_minute() {
        for (int i = 0; i < 10; i++) {
            closed.send(
                    "POST", "/api/session", Body.json("{\"email\":\"maya@example.com\",\"password\":\"wrong wrong\"}"));
        }

        assertThat(entries("?action=session.throttled")).hasSize(1);
        assertThat(entries("?action=session.throttled").get(0).get("request_id").isNull())
                .isFalse();
    }

    @Test
    void changes_of_all_records_are_recorded() {
        change("POST", "/api/companies", "{\"id\":\"com_a\",\"name\":\"A\"}");
        change("POST", "/api/people", "{\"id\":\"per_a\",\"name\":\"A\",\"company_id\":\"com_a\"}");
        change("PATCH", "/api/people/per_a", "{\"title\":\"CEO\"}");
        change("DELETE", "/api/people/per_a", "");
        change("DELETE", "/api/companies/com_a", "");
        change("POST", "/api/users", "{\"id\":\"usr_a\",\"name\":\"A\",\"email\":\"a@example.com\"}");
        change("POST", "/api/sequences", "{\"id\":\"seq_a\",\"name\":\"A\"}");
        change("POST", "/api/webhooks", "{\"id\":\"whk_a\",\"url\":\"https://example.com/a\"}");
        change("PATCH", "/api/webhooks/whk_a", "{\"enabled\":false}");
        change("POST", "/api/webhooks/whk_a/rotate_secret", "");
        change("DELETE", "/api/webhooks/whk_a", "");
        open.get("/api/outreaches.csv");

        assertThat(actions(""))
                .containsExactly(
                        "outreach.exported",
                        "webhook.deleted",
                        "webhook.secret_rotated",
                        "webhook.updated",
                        "webhook.created",
                        "sequence.created",
                        "user.created",
                        "company.deleted",
                        "person.deleted",
                        "person.updated",
                        "person.created",
                        "company.created");
        assertThat(actions("?subject_id=per_a")).containsExactly("person.deleted", "person.updated", "person.created");
        assertThat(entries("?action=webhook.updated").get(0).get("after")).hasToString("{\"enabled\":false}");
        assertThat(entries("?action=person.deleted").get(0).get("before"))
                .hasToString("{\"name\":\"A\",\"title\":\"CEO\",\"company_id\":\"com_a\"}");
    }

    @Test
    void a_request_that_changes_nothing_is_not_recorded() {
        send("PATCH", "/api/companies/com_none", "{\"name\":\"New\"}");
        send("POST", "/api/companies", "{\"id\":\"com_1\",\"name\":\"Taken\"}");
        send("PATCH", "/api/companies/com_1", "{\"owner_id\":\"usr_none\"}");
        var name = open.get("/api/companies/com_1").json().get("name").asText();
        send("PATCH", "/api/companies/com_1", "{\"name\":\"%s\"}".formatted(name));

        assertThat(entries("")).isEmpty();
    }

    @Test
    void a_repeated_request_is_recorded_once() {
        for (int i = 0; i < 2; i++) {
            change("POST", "/api/companies", "{\"name\":\"Once\"}", "Idempotency-Key", "key-1");
        }

        assertThat(actions("")).containsExactly("company.created");
    }

    @Test
    void merges_jobs_and_imports_have_one_entry_each() {
        change("POST", "/api/people", "{\"id\":\"per_a\",\"name\":\"A\",\"company_id\":\"com_1\",\"title\":\"CEO\"}");
        change("PATCH", "/api/people/per_2", "{\"title\":null}");
        change("POST", "/api/people/per_a/merge", "{\"into\":\"per_2\"}");
        assertThat(entries("?subject_id=per_2").get(0).at("/after/title").asText())
                .isEqualTo("CEO");
        assertThat(entries("?subject_id=per_a").get(0).at("/after/merged_into").asText())
                .isEqualTo("per_2");

        change("POST", "/api/duplicates/search", "{\"kind\":\"people\"}");
        open.send("POST", "/api/imports?kind=companies", Body.of("text/csv", "name\nBolt\n"));
        assertThat(actions("")).startsWith("import.started", "job.started");
    }

    @Test
    void sign_ins_refusals_and_members_are_recorded_without_secrets() {
        var use = Api.signInOf(storage, () -> now).apply(ADMIN);
        var linked = (Linked) use.members().invite(new Invitation("anna@acme.com", "Anna", Role.REP, null));
        var password = "correct horse battery";
        var link = linked.secret().value();
        var accepted = closed.send(
                "POST",
                "/api/session/accept",
                Body.json("{\"token\":\"%s\",\"password\":\"%s\"}".formatted(link, password)),
                "X-Request-Id",
                "req-1");
        var cookie = Objects.requireNonNull(accepted.header("Set-Cookie")).split(";")[0];
        closed.send("DELETE", "/api/session", Body.NONE, "Cookie", cookie);
        closed.send(
                "POST", "/api/session", Body.json("{\"email\":\"anna@acme.com\",\"password\":\"hunter22hunter22\"}"));
        use.members().disable(linked.user().id());

        assertThat(actions(""))
                .containsExactly(
                        "member.disabled",
                        "session.refused",
                        "session.ended",
                        "session.started",
                        "password.set",
                        "member.invited",
                        "user.created");
        var user = linked.user().id().value();
        assertThat(entries("?action=session.started").get(0).get("user_id").asText())
                .isEqualTo(user);
        assertThat(entries("?action=session.started").get(0).get("request_id").asText())
                .isEqualTo("req-1");
        assertThat(entries("?action=session.refused").get(0).get("user_id").isNull())
                .isTrue();
        assertThat(entries("?action=session.refused").get(0).get("subject_id").asText())
                .isEqualTo(user);
        assertThat(entries("?action=member.invited").get(0).get("user_id").asText())
                .isEqualTo("usr_1");
        assertThat(entries("?action=member.disabled").get(0).get("after")).hasToString("{\"active\":false}");
        assertThat(open.get("/api/audit").body())
                .doesNotContain(password, link, "hunter22", cookie.substring(cookie.indexOf('=') + 1));
    }

    @Test
    void only_administrators_read_the_audit_log_and_a_refusal_is_recorded() {
        for (var role : List.of(Role.MANAGER, Role.REP, Role.READER)) {
            var secret = token(role);
            closed.send("GET", "/api/audit", Body.NONE, "Authorization", "Bearer " + secret)
                    .isProblem(403);
            assertThat(last().get("action").asText()).isEqualTo("request.refused");
            assertThat(last().get("after")).hasToString("{\"permission\":\"administer\"}");
            assertThat(last().get("user_id").asText()).isEqualTo("usr_1");
        }
        closed.get("/api/audit").isProblem(401);
        var admin = closed.send("GET", "/api/audit", Body.NONE, "Authorization", "Bearer " + token(Role.ADMIN));
        assertThat(admin.status()).isEqualTo(200);
    }

    @Test
    void entries_are_filtered_by_time_and_paged() {
        var times = new ArrayList<Instant>();
        for (int i = 0; i < 3; i++) {
            times.add(now);
            change("POST", "/api/sequences", "{\"name\":\"Sequence %d\"}".formatted(i));
            now = now.plusSeconds(60);
        }

        assertThat(entries("?after=" + times.get(1))).hasSize(2);
        assertThat(entries("?before=" + times.get(1))).hasSize(2);
        assertThat(entries("?after=%s&before=%s".formatted(times.get(1), times.get(1))))
                .hasSize(1);
        var page = open.get("/api/audit?per=2&page=2").json();
        assertThat(page.get("items")).hasSize(1);
        assertThat(page.at("/items/0/after/name").asText()).isEqualTo("Sequence 0");
        assertThat(page.at("/pagination/total_count").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "subject_id, acme",
        "user_id,    com_1",
        "action,     updated",
        "before,     2026-03-02",
        "after,      yesterday",
    })
    void rejects_an_invalid_filter(String name, String value) {
        open.get("/api/audit?%s=%s".formatted(name, value)).blames(name, value);
    }

    @Test
    void a_request_has_the_id_that_it_names_or_that_of_its_trace() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var parent = "00-%s-00f067aa0ba902b7-01".formatted(trace);

        assertThat(id("X-Request-Id", "a.b:c/1")).isEqualTo("a.b:c/1");
        assertThat(id("traceparent", parent)).isEqualTo(trace);
        assertThat(id("traceparent", parent, "X-Request-Id", "mine")).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "<script>", "é", "a;b"})
    void a_request_with_an_invalid_id_gets_a_new_one(String invalid) {
        assertThat(id("X-Request-Id", invalid)).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "4bf92f3577b34da6a3ce929d0e0e4736"
            })
    void a_request_with_an_invalid_trace_gets_a_new_id(String invalid) {
        assertThat(id("traceparent", invalid)).matches("[0-9a-f]{32}").isNotEqualTo(id("traceparent", invalid));
    }

    @Test
    void errors_have_a_request_id() {
        assertThat(closed.get("/api/outreaches").header("X-Request-Id")).matches("[0-9a-f]{32}");
        assertThat(open.get("/api/none").header("X-Request-Id")).matches("[0-9a-f]{32}");
    }

    private String id(String... headers) {
        return Objects.requireNonNull(
                open.send("GET", "/api/companies/com_1", Body.NONE, headers).header("X-Request-Id"));
    }
}
