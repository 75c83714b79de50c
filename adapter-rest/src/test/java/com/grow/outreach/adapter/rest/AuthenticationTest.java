package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.access.ManageTokens.NewToken;
import com.grow.outreach.application.port.in.access.ManageTokens.Result;
import com.grow.outreach.application.port.in.event.KeepWebhooks;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An API that requires credentials. */
class AuthenticationTest {

    private static final UserId MAYA = new UserId("usr_1");
    private static final Caller ADMIN = new Caller(MAYA, Role.ADMIN, Scope.EVERYTHING, false);

    private final InMemoryStorage storage = InMemoryStorage.of(Api.book().build());
    private Instant now = TestBook.START;
    private final Services services = new Services(storage, () -> now, new Random(1), KeepWebhooks.DEFAULT_LIMIT);

    @AutoClose
    private final Api api = Api.over(storage, () -> now, Visibility.EVERYBODY);

    @BeforeEach
    void gives_a_user_an_account() {
        storage.write(stored -> {
            stored.signIn().members().save(Member.invited(MAYA, Role.ADMIN, now));
            return null;
        });
    }

    private String token(Role role) {
        return token(role, false, null);
    }

    private String token(Role role, boolean mayActForOthers, @Nullable Duration lifetime) {
        var result = services.of(ADMIN)
                .access()
                .tokens()
                .create(new NewToken(null, "Test", role, mayActForOthers, lifetime));
        return ((Result.Created) result).secret();
    }

    private Answer send(String method, String path, String secret) {
        return api.send(method, path, Body.NONE, "Authorization", "Bearer " + secret);
    }

    private Answer post(String path, Body body, String secret) {
        return api.send("POST", path, body, "Authorization", "Bearer " + secret);
    }

    @Test
    void rejects_a_request_without_credentials() {
        var answer = api.get("/api/outreaches");

        answer.isProblem(401);
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"Grow\"");
    }

    @Test
    void accepts_a_token() {
        assertThat(send("GET", "/api/outreaches", token(Role.READER)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer grow_pat_0123456789012345678901234567890123456789012",
                "Basic YTpi",
                "grow_pat_0123456789012345678901234567890123456789012",
            })
    void rejects_invalid_credentials(String authorization) {
        var answer = api.send("GET", "/api/outreaches", Body.NONE, "Authorization", authorization);

        assertThat(answer.isProblem(401).body()).doesNotContain("0123456789");
    }

    @Test
    void rejects_a_token_that_expired() {
        var secret = token(Role.READER, false, Duration.ofDays(1));

        now = now.plus(Duration.ofDays(1));

        send("GET", "/api/outreaches", secret).isProblem(401);
    }

    @Test
    void rejects_a_token_as_soon_as_it_is_revoked() {
        var secret = token(Role.ADMIN);
        var id = send("GET", "/api/tokens", secret).json().at("/items/0/id").asText();

        assertThat(send("DELETE", "/api/tokens/" + id, secret).status()).isEqualTo(204);

        send("GET", "/api/outreaches", secret).isProblem(401);
    }

    @ParameterizedTest
    @CsvSource({
        "reader,  GET,    /api/outreaches,                        200",
        "reader,  PATCH,  /api/outreaches/out_new/start_enrichment, 403",
        "rep,     PATCH,  /api/outreaches/out_new/start_enrichment, 200",
        "rep,     DELETE, /api/sequences/seq_1,                   403",
        "manager, DELETE, /api/sequences/seq_9,                   404",
        "manager, GET,    /api/webhooks,                          403",
        "admin,   GET,    /api/webhooks,                          200",
        "reader,  GET,    /api/imports,                           403",
        "rep,     GET,    /api/imports,                           200",
    })
    void allows_what_the_permissions_of_the_role_allow(String role, String method, String path, int status) {
        var secret = token(Role.parse(role).orElseThrow());

        assertThat(send(method, path, secret).status()).isEqualTo(status);
    }

    @Test
    void names_the_missing_permission_and_the_roles_with_it() {
        var detail = send("DELETE", "/api/sequences/seq_1", token(Role.REP))
                .isProblem(403)
                .json()
                .at("/detail")
                .asText();

        assertThat(detail)
                .isEqualTo("The role rep does not have the permission manage, which this operation requires; the roles"
                        + " with it are: admin, manager.");
    }

    @Test
    void records_the_user_as_the_actor_whatever_the_request_says() {
        var secret = token(Role.REP);

        api.send(
                "PATCH",
                "/api/outreaches/out_new/start_enrichment",
                Body.NONE,
                "Authorization",
                "Bearer " + secret,
                "Grow-Actor",
                "somebody.else@example.com");

        assertThat(lastActor(secret)).isEqualTo("usr_1");
    }

    @Test
    void records_the_actor_that_a_token_names_if_it_may_act_for_others() {
        var secret = token(Role.ADMIN, true, null);

        api.send(
                "PATCH",
                "/api/outreaches/out_new/start_enrichment",
                Body.NONE,
                "Authorization",
                "Bearer " + secret,
                "Grow-Actor",
                "ben@example.com");

        assertThat(lastActor(secret)).isEqualTo("ben@example.com");
    }

    private String lastActor(String secret) {
        return send("GET", "/api/outreaches/out_new/transitions", secret)
                .json()
                .at("/items/0/actor")
                .asText();
    }

    @Test
    void shows_the_secret_of_a_new_token_once() {
        var admin = token(Role.ADMIN);

        var created = post(
                "/api/tokens", Body.json("{\"name\":\"CRM sync\",\"role\":\"manager\",\"expires_in_days\":30}"), admin);

        assertThat(created.status()).isEqualTo(201);
        var secret = created.json().at("/secret").asText();
        assertThat(secret).matches("grow_pat_[0-9A-Za-z]{43}");
        var listed = send("GET", "/api/tokens", secret);
        assertThat(listed.body()).doesNotContain(secret).contains("\"start\":\"" + secret.substring(0, 13) + "\"");
    }

    @Test
    void a_token_does_not_create_one_with_a_greater_role() {
        post("/api/tokens", Body.json("{\"name\":\"Escalation\",\"role\":\"admin\"}"), token(Role.REP))
                .isProblem(422);

        var own = post("/api/tokens", Body.json("{\"name\":\"Same role\"}"), token(Role.REP));
        assertThat(own.json().at("/role").asText()).isEqualTo("rep");
    }

    @Test
    void only_administrators_create_tokens_that_act_for_others() {
        post("/api/tokens", Body.json("{\"name\":\"Forgery\",\"may_act_for_others\":true}"), token(Role.MANAGER))
                .isProblem(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/docs", "/api/openapi.yaml"})
    void serves_the_app_and_the_documentation_without_credentials(String path) {
        assertThat(api.get(path).status()).isEqualTo(200);
    }

    @Test
    void ends_an_event_stream_whose_token_is_revoked_before_it_sends_another_event() throws Exception {
        var secret = token(Role.READER);
        var admin = token(Role.ADMIN);
        var request = api.request("/api/events").header("Authorization", "Bearer " + secret);
        try (var lines =
                api.client().send(request.build(), BodyHandlers.ofLines()).body()) {
            var received = lines.iterator();
            assertThat(received.next()).isEqualTo("retry: 1000");
            assertThat(send("DELETE", "/api/tokens/tok_1", admin).status()).isEqualTo(204);

            send("PATCH", "/api/outreaches/out_new/start_enrichment", admin);

            var rest = new ArrayList<String>();
            received.forEachRemaining(rest::add);
            assertThat(rest).noneMatch(line -> line.startsWith("data:"));
        }
    }
}
