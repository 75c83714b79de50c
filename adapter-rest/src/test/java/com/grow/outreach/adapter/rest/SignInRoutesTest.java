package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.access.ManageMembers.Invitation;
import com.grow.outreach.application.port.in.access.ManageMembers.Result.Linked;
import com.grow.outreach.application.port.in.access.SignInUseCases;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in over HTTP, with sessions in a cookie. */
class SignInRoutesTest {

    private static final String PASSWORD = "correct horse battery";

    private final InMemoryStorage storage = InMemoryStorage.of(Api.book().build());
    private Instant now = TestBook.START;
    private final SignInUseCases use = Api.signIn(storage, () -> now);

    @AutoClose
    private final Api api = Api.over(storage, () -> now, Visibility.EVERYBODY);

    private String invite(String email, Role role) {
        return ((Linked) use.members().invite(new Invitation(email, "Anna", role, null)))
                .secret()
                .value();
    }

    private Answer post(String path, String json, String... headers) {
        return api.send("POST", path, Body.json(json), headers);
    }

    /** Sets a password with a link, and returns the cookie of the session. */
    private String accept(String token) {
        return cookie(post("/api/session/accept", "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, PASSWORD)));
    }

    private static String cookie(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return Objects.requireNonNull(answer.header("Set-Cookie")).split(";")[0];
    }

    private Answer signIn(String password, String... headers) {
        return post("/api/session", "{\"email\":\"anna@acme.com\",\"password\":\"%s\"}".formatted(password), headers);
    }

    private Answer send(String method, String path, String cookie) {
        return api.send(method, path, Body.NONE, "Cookie", cookie);
    }

    @Test
    void an_invited_user_sets_a_password_signs_out_and_signs_in_again() {
        var token = invite("anna@acme.com", Role.REP);
        assertThat(post("/api/session/link", "{\"token\":\"%s\"}".formatted(token))
                        .body())
                .contains("\"purpose\":\"invitation\"", "\"email\":\"anna@acme.com\"");
        var first = accept(token);

        var me = send("GET", "/api/session", first).json();
        assertThat(me.at("/user/name").asText()).isEqualTo("Anna");
        assertThat(me.at("/role").asText()).isEqualTo("rep");
        assertThat(me.at("/permissions").toString()).isEqualTo("[\"read\",\"work\",\"own_account\"]");
        assertThat(me.at("/scope").asText()).isEqualTo("team");

        var out = send("DELETE", "/api/session", first);
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
        send("GET", "/api/session", first).isProblem(401);
        send("GET", "/api/outreaches", first).isProblem(401);
        var second = cookie(signIn(PASSWORD));
        assertThat(second).isNotEqualTo(first);
        assertThat(send("GET", "/api/outreaches", second).status()).isEqualTo(200);
    }

    @Test
    void the_cookie_is_hidden_from_scripts_and_other_sites() {
        accept(invite("anna@acme.com", Role.REP));

        assertThat(signIn(PASSWORD).header("Set-Cookie"))
                .matches("grow_session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=604800");
    }

    @Test
    void a_new_sign_in_ends_the_session_of_the_browser_before() {
        var first = accept(invite("anna@acme.com", Role.REP));

        cookie(signIn(PASSWORD, "Cookie", first));

        send("GET", "/api/session", first).isProblem(401);
    }

    @Test
    void a_wrong_password_and_an_unknown_address_have_the_same_answer() {
        accept(invite("anna@acme.com", Role.REP));

        var wrong = signIn("wrong horse battery").isProblem(401);
        var unknown = post("/api/session", "{\"email\":\"nobody@acme.com\",\"password\":\"wrong horse battery\"}")
                .isProblem(401);

        assertThat(wrong.body()).isEqualTo(unknown.body()).doesNotContain("horse");
    }

    @Test
    void too_many_failures_are_answered_with_the_time_to_wait() {
        accept(invite("anna@acme.com", Role.REP));
        for (int i = 0; i < 5; i++) {
            signIn("wrong horse battery").isProblem(401);
        }

        var answer = signIn(PASSWORD).isProblem(429);

        assertThat(answer.header("Retry-After")).isEqualTo("5");
        now = now.plusSeconds(5);
        assertThat(signIn(PASSWORD).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "short, fewer than 8 characters",
        "sunshine, common password",
        "anna@acme.com, your name",
    })
    void a_weak_password_is_rejected_with_the_reason_but_without_the_password(String password, String reason) {
        var token = invite("anna@acme.com", Role.REP);

        var answer = post("/api/session/accept", "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, password))
                .isProblem(422);

        assertThat(answer.json().at("/errors/0/name").asText()).isEqualTo("password");
        assertThat(answer.body()).contains(reason).doesNotContain(token);
        assertThat(accept(token)).isNotEmpty();
    }

    @Test
    void a_link_says_what_has_become_of_it() {
        var first = invite("anna@acme.com", Role.REP);
        var second = invite("anna@acme.com", Role.REP);
        assertThat(link(first).isProblem(410).body()).contains("replaced");
        accept(second);
        assertThat(link(second).isProblem(410).body()).contains("has been used");
        var third = invite("ben@acme.com", Role.REP);
        now = now.plus(Duration.ofHours(72));
        assertThat(link(third).isProblem(410).body()).contains("expired");
        link("x").isProblem(404);
    }

    private Answer link(String token) {
        return post("/api/session/accept", "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"a@b.c\",\"password\":7654321}",
                "{\"email\":\"a@b.c\"}",
                "{\"email\":\"a@b.c\",\"password\":\"\"}"
            })
    void a_malformed_sign_in_is_rejected_without_repeating_it(String json) {
        assertThat(post("/api/session", json).isProblem(400).body()).doesNotContain("7654321");
    }

    @Test
    void a_response_with_a_secret_is_not_stored() {
        signIn(PASSWORD, "Idempotency-Key", "once").isProblem(400);
    }

    @Test
    void sessions_are_listed_and_revoked() {
        var first = accept(invite("anna@acme.com", Role.REP));
        var second = cookie(signIn(PASSWORD, "User-Agent", "Firefox"));
        var third = cookie(signIn(PASSWORD));

        var listed = send("GET", "/api/sessions", second).json().at("/items");
        assertThat(listed).hasSize(3);
        var current = listed.valueStream()
                .filter(item -> item.at("/current").asBoolean())
                .findFirst()
                .orElseThrow();
        assertThat(current.at("/user_agent").asText()).isEqualTo("Firefox");
        assertThat(current.at("/address").asText()).isNotEmpty();

        var other = listed.valueStream()
                .filter(item -> !item.at("/current").asBoolean())
                .findFirst()
                .orElseThrow();
        assertThat(send("DELETE", "/api/sessions/" + other.at("/id").asText(), second)
                        .status())
                .isEqualTo(204);
        send("DELETE", "/api/sessions/" + other.at("/id").asText(), second).isProblem(404);
        assertThat(send("POST", "/api/sessions/revoke_others", second).body()).isEqualTo("{\"revoked_count\":1}");
        send("GET", "/api/session", first).isProblem(401);
        send("GET", "/api/session", third).isProblem(401);
        assertThat(send("GET", "/api/session", second).status()).isEqualTo(200);
    }

    @Test
    void a_password_change_needs_the_current_password_and_ends_other_sessions() {
        var other = accept(invite("anna@acme.com", Role.REP));
        var mine = cookie(signIn(PASSWORD));

        assertThat(change(mine, "wrong horse battery").isProblem(422).body()).contains("current_password");
        assertThat(change(mine, PASSWORD).status()).isEqualTo(204);

        assertThat(send("GET", "/api/session", mine).status()).isEqualTo(200);
        send("GET", "/api/session", other).isProblem(401);
        signIn(PASSWORD).isProblem(401);
        assertThat(signIn("seven green bottles").status()).isEqualTo(201);
    }

    private Answer change(String cookie, String current) {
        return api.send(
                "PATCH",
                "/api/account/password",
                Body.json("{\"current_password\":\"%s\",\"new_password\":\"seven green bottles\"}".formatted(current)),
                "Cookie",
                cookie);
    }

    @Test
    void an_administrator_invites_resets_and_disables_users() {
        var admin = accept(invite("anna@acme.com", Role.ADMIN));

        var invited = post("/api/invitations", "{\"email\":\"Ben@acme.com\",\"role\":\"rep\"}", "Cookie", admin);
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        var link = invited.json().at("/link").asText();
        assertThat(link).matches("http://localhost:[0-9]+/sign-in#token=[A-Za-z0-9_-]{43}");
        var ben = invited.json().at("/user/id").asText();
        var session = accept(link.split("=")[1]);
        assertThat(send("POST", "/api/users/" + ben + "/reset_link", admin)
                        .json()
                        .at("/purpose")
                        .asText())
                .isEqualTo("reset");
        assertThat(send("POST", "/api/users/" + ben + "/disable", admin).status())
                .isEqualTo(204);
        send("GET", "/api/session", session).isProblem(401);
        var anna = send("GET", "/api/session", admin).json().at("/user/id").asText();
        assertThat(send("POST", "/api/users/" + anna + "/disable", admin)
                        .isProblem(422)
                        .body())
                .contains("last active administrator");
        send("POST", "/api/users/usr_none/reset_link", admin).isProblem(404);
    }

    @Test
    void administrators_list_the_users_who_may_sign_in_without_their_hashes() {
        var admin = accept(invite("anna@acme.com", Role.ADMIN));
        invite("ben@acme.com", Role.REP);

        var members = send("GET", "/api/members", admin);
        assertThat(members.status()).as(members.body()).isEqualTo(200);
        var items = members.json().at("/items");
        assertThat(items.findValuesAsText("email")).containsExactlyInAnyOrder("anna@acme.com", "ben@acme.com");
        assertThat(items.findValuesAsText("role")).containsExactlyInAnyOrder("admin", "rep");
        assertThat(items.findValuesAsText("has_password")).containsExactlyInAnyOrder("true", "false");
        assertThat(members.body()).doesNotContain("argon2");
        var ben = accept(invite("ben@acme.com", Role.REP));
        send("GET", "/api/members", ben).isProblem(403);
    }

    @Test
    void only_administrators_invite() {
        var rep = accept(invite("anna@acme.com", Role.REP));

        post("/api/invitations", "{\"email\":\"ben@acme.com\",\"role\":\"admin\"}", "Cookie", rep)
                .isProblem(403);
        post("/api/invitations", "{\"email\":\"ben@acme.com\",\"role\":\"admin\"}")
                .isProblem(401);
    }

    @Test
    void a_page_of_another_site_neither_signs_in_nor_out() {
        var mine = accept(invite("anna@acme.com", Role.REP));

        signIn(PASSWORD, "Origin", "https://evil.example").isProblem(403);
        api.send("DELETE", "/api/session", Body.NONE, "Cookie", mine, "Sec-Fetch-Site", "cross-site")
                .isProblem(403);
        assertThat(send("GET", "/api/session", mine).status()).isEqualTo(200);
    }

    @Test
    void a_session_that_is_idle_for_twelve_hours_ends() {
        var mine = accept(invite("anna@acme.com", Role.REP));

        now = now.plus(Duration.ofHours(12));

        send("GET", "/api/session", mine).isProblem(401);
        assertThat(Objects.requireNonNull(api.get("/").body())).contains("Grow Outreach");
    }
}
