package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.access.ManageMembers.Invitation;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.access.IdentityProvider;
import com.grow.outreach.application.port.out.access.IdentityProviderUnavailableException;
import com.grow.outreach.domain.access.AuthorizationRequest;
import com.grow.outreach.domain.access.Identity;
import com.grow.outreach.domain.access.IdentityClaims;
import com.grow.outreach.domain.access.Role;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in at an identity provider over HTTP, and calling with its tokens. */
class ProviderRoutesTest {

    private static final String ISSUER = "https://id.acme.com";

    private final InMemoryStorage storage = InMemoryStorage.of(Api.book().build());
    private final Provider provider = new Provider();

    @AutoClose
    private final Api api = Api.over(storage, () -> TestBook.START, provider);

    /** Knows one user, whose code and token are "anna", unless it is away. */
    private static final class Provider implements IdentityProvider {

        private boolean away;

        private String idToken = "eyJ.eyJ.x";

        private @Nullable AuthorizationRequest redeemed;

        @Override
        public String issuer() {
            return ISSUER;
        }

        @Override
        public String signInAt(AuthorizationRequest request, String redirect) {
            answer();
            return ISSUER + "/authorize?redirect_uri=" + redirect;
        }

        @Override
        public Optional<Redeemed> redeem(String callback, AuthorizationRequest request, String redirect) {
            redeemed = request;
            return callback.startsWith(redirect + "?")
                    ? verify(callback.substring(redirect.length() + 1)).map(claims -> new Redeemed(claims, idToken))
                    : Optional.empty();
        }

        @Override
        public Optional<IdentityClaims> verify(String token) {
            answer();
            var identity = new Identity(ISSUER, token);
            return switch (token) {
                case "anna" -> Optional.of(new IdentityClaims(identity, "anna@acme.com", "Anna", Set.of()));
                case "ben" -> Optional.of(new IdentityClaims(identity, "ben@acme.com", "Ben", Set.of()));
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<String> signOutAt(@Nullable String idToken, String returnTo) {
            return Optional.of(ISSUER + "/end?id_token_hint=" + idToken + "&post_logout_redirect_uri=" + returnTo);
        }

        private void answer() {
            if (away) {
                throw new IdentityProviderUnavailableException("away", new IllegalStateException());
            }
        }
    }

    ProviderRoutesTest() {
        Api.signIn(storage, () -> TestBook.START)
                .members()
                .invite(new Invitation("anna@acme.com", "Anna", Role.MANAGER, null));
    }

    private static String location(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return Objects.requireNonNull(answer.header("Location"));
    }

    /** Begins a sign-in, and returns the cookie. */
    private String begin(String query) {
        return cookies(api.get("/api/session/oidc" + query)).getFirst();
    }

    private static List<String> cookies(Answer answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";")[0])
                .toList();
    }

    private Answer callback(String query, String cookie) {
        return api.send("GET", "/api/session/oidc/callback" + query, Body.NONE, "Cookie", cookie);
    }

    @Test
    void signs_a_member_in_and_out() {
        var started = api.get("/api/session/oidc?return_to=/%3Fstate%3Dready");
        assertThat(URI.create(location(started)))
                .hasHost("id.acme.com")
                .hasParameter(
                        "redirect_uri",
                        "http://localhost:%d/api/session/oidc/callback"
                                .formatted(api.server().port()));
        assertThat(started.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Max-Age=600");

        var signedIn = callback("?anna", cookies(started).getFirst());

        assertThat(location(signedIn)).isEqualTo("/?state=ready");
        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .satisfiesExactly(
                        cleared -> assertThat(cleared).startsWith("grow_oidc=;").contains("Max-Age=0"),
                        session ->
                                assertThat(session).startsWith("grow_session=").contains("SameSite=Strict"),
                        hint -> assertThat(hint)
                                .startsWith("grow_id_token=eyJ.eyJ.x;")
                                .contains("Path=/api/session;", "HttpOnly", "SameSite=Strict"));
        var session = String.join("; ", cookies(signedIn).subList(1, 3));
        assertThat(api.send("GET", "/api/session", Body.NONE, "Cookie", session)
                        .json()
                        .at("/user/email")
                        .asText())
                .isEqualTo("anna@acme.com");

        var out = api.send("DELETE", "/api/session", Body.NONE, "Cookie", session);
        assertThat(out.json().at("/sign_out_url").asText())
                .isEqualTo(ISSUER
                        + "/end?id_token_hint=eyJ.eyJ.x&post_logout_redirect_uri=http://localhost:%d/sign-in"
                                .formatted(api.server().port()));
        assertThat(cookies(out)).contains("grow_id_token=");
        api.send("GET", "/api/session", Body.NONE, "Cookie", session).isProblem(401);
    }

    @Test
    void keeps_no_ID_token_that_is_too_long_for_a_cookie() {
        provider.idToken = "x".repeat(3_501);
        var signedIn = callback("?anna", begin(""));

        assertThat(cookies(signedIn)).hasSize(2);
        var out = api.send(
                "DELETE", "/api/session", Body.NONE, "Cookie", cookies(signedIn).getLast());
        assertThat(out.json().at("/sign_out_url").asText()).contains("id_token_hint=null&");
    }

    @Test
    void passes_the_secrets_of_the_browser_to_the_provider() {
        var cookie = begin("");

        callback("?anna", cookie);

        assertThat(Objects.requireNonNull(provider.redeemed).text()).isEqualTo(cookie.split("=")[1]);
    }

    @Test
    void completes_a_sign_in_only_once_and_in_the_browser_that_began_it() {
        var cookie = begin("");
        assertThat(location(api.get("/api/session/oidc/callback?anna"))).isEqualTo("/sign-in?problem=expired");
        assertThat(location(
                        callback("?anna", "grow_oidc=" + "A".repeat(43) + "." + "B".repeat(43) + "." + "C".repeat(43))))
                .isEqualTo("/sign-in?problem=expired");

        assertThat(location(callback("?anna", cookie))).isEqualTo("/");

        assertThat(location(callback("?anna", cookie))).isEqualTo("/sign-in?problem=expired");
    }

    @Test
    void leads_to_the_sign_in_page_after_a_failure() {
        assertThat(location(callback("?error=access_denied", begin("")))).isEqualTo("/sign-in?problem=refused");
        assertThat(location(callback("?ben", begin("")))).isEqualTo("/sign-in?problem=no_account");
        var cookie = begin("");
        provider.away = true;
        assertThat(location(callback("?anna", cookie))).isEqualTo("/sign-in?problem=unavailable");
        assertThat(location(api.get("/api/session/oidc"))).isEqualTo("/sign-in?problem=unavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/%5Cevil.example",
                "/%09/evil.example",
                "%20//evil.example",
                "evil.example",
                "javascript:alert(1)",
                "/%0D%0ASet-Cookie:a=b"
            })
    void redirects_to_no_other_server(String returnTo) {
        api.get("/api/session/oidc?return_to=" + returnTo).isProblem(400);
    }

    @Test
    void accepts_tokens_of_the_provider() {
        assertThat(bearer("anna").status()).isEqualTo(200);
        bearer("ben").isProblem(401);
        bearer("carl").isProblem(401);
    }

    @Test
    void can_not_judge_tokens_without_the_provider() {
        provider.away = true;

        var answer = bearer("anna");

        assertThat(answer.isProblem(503).header("Retry-After")).isNotNull();
    }

    private Answer bearer(String token) {
        return api.send("GET", "/api/outreaches", Body.NONE, "Authorization", "Bearer " + token);
    }

    @Test
    void says_which_ways_to_sign_in_there_are() {
        assertThat(api.get("/api/session/methods").body())
                .isEqualTo("{\"password\":true,\"oidc_issuer\":\"%s\"}".formatted(ISSUER));
        try (var without = Api.over(Api.book())) {
            assertThat(without.get("/api/session/methods").body())
                    .isEqualTo("{\"password\":true,\"oidc_issuer\":null}");
            without.get("/api/session/oidc").isProblem(404);
            without.get("/api/session/oidc/callback?anna").isProblem(404);
        }
    }
}
