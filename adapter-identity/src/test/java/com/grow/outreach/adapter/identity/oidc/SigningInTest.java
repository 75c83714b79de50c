package com.grow.outreach.adapter.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.application.port.out.access.IdentityProvider.Redeemed;
import com.grow.outreach.application.port.out.access.IdentityProviderUnavailableException;
import com.grow.outreach.domain.access.AuthorizationRequest;
import com.grow.outreach.domain.access.IdentityClaims;
import com.grow.outreach.domain.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.Test;

class SigningInTest extends OidcProviderFixture {

    private final AuthorizationRequest request = AuthorizationRequest.generate(new SecureRandom());

    /** Signs in at the server, and returns the address to which it sends the browser. */
    private String callback() throws IOException, InterruptedException {
        return get(provider.signInAt(request, REDIRECT));
    }

    private static String get(String uri) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.discarding());
            return response.headers().firstValue("Location").orElseThrow();
        }
    }

    private void says(Map<String, Object> claims) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(REALM, "ann", "JWT", null, claims, 600));
    }

    private void says(UnaryOperator<Map<String, Object>> change) {
        says(change.apply(new HashMap<>(ANN)));
    }

    private Optional<IdentityClaims> redeem(String callback) {
        return provider.redeem(callback, request, REDIRECT).map(Redeemed::claims);
    }

    @Test
    void returns_the_claims_of_the_user() throws Exception {
        says(ANN);

        assertThat(redeem(callback())).hasValueSatisfying(ann -> {
            assertThat(ann.identity().subject()).isEqualTo("ann");
            assertThat(ann.verifiedEmail()).isEqualTo("ann@acme.com");
            assertThat(ann.name()).isEqualTo("Ann");
            assertThat(ann.role()).contains(Role.MANAGER);
        });
    }

    @Test
    void sends_a_challenge_and_no_secret() {
        assertThat(provider.signInAt(request, REDIRECT))
                .contains("code_challenge_method=S256", "response_type=code", "scope=openid+email+profile")
                .doesNotContain(request.verifier().value(), "secret");
    }

    @Test
    void with_a_code_that_was_redeemed_fails() throws Exception {
        says(ANN);
        var callback = callback();
        assertThat(redeem(callback)).isPresent();
        says(ANN);

        assertThat(redeem(callback)).isEmpty();
    }

    @Test
    void with_the_state_of_another_browser_fails_without_redeeming_the_code() throws Exception {
        var callback = callback();
        var other = AuthorizationRequest.generate(new SecureRandom());
        var mixed = new AuthorizationRequest(other.state(), request.nonce(), request.verifier());

        assertThat(provider.redeem(callback, mixed, REDIRECT)).isEmpty();
        assertThat(recorded()).noneMatch(path -> path.endsWith("/token"));
    }

    @Test
    void with_a_changed_nonce_fails() throws Exception {
        says(claims -> {
            claims.put("nonce", "changed");
            return claims;
        });

        assertThat(redeem(callback())).isEmpty();
    }

    @Test
    void with_another_verifier_fails() throws Exception {
        says(ANN);
        var other = AuthorizationRequest.generate(new SecureRandom());
        var mixed = new AuthorizationRequest(request.state(), request.nonce(), other.verifier());

        assertThat(provider.redeem(callback(), mixed, REDIRECT)).isEmpty();
    }

    @Test
    void with_an_ID_token_for_another_client_fails() throws Exception {
        says(claims -> {
            claims.put("aud", "other");
            return claims;
        });

        assertThat(redeem(callback())).isEmpty();
    }

    @Test
    void that_the_provider_denied_fails() {
        var state = "state=" + request.state().value();

        for (var query : List.of("?error=access_denied&" + state, "?" + state, "?state=%", "")) {
            assertThat(redeem(REDIRECT + query)).isEmpty();
        }
    }

    @Test
    void with_an_unverified_address_returns_none() throws Exception {
        says(claims -> {
            claims.put("email_verified", false);
            return claims;
        });

        assertThat(redeem(callback()).orElseThrow().verifiedEmail()).isNull();
    }

    @Test
    void without_the_provider_is_not_possible() throws Exception {
        says(ANN);
        var callback = callback();
        server.shutdown();

        assertThatThrownBy(() -> redeem(callback)).isInstanceOf(IdentityProviderUnavailableException.class);
        assertThatThrownBy(() -> provider(URI.create("http://127.0.0.1:1/x")).signInAt(request, REDIRECT))
                .isInstanceOf(IdentityProviderUnavailableException.class);
    }

    @Test
    void out_ends_at_the_provider() {
        var returnTo = "http://localhost:3000/";

        assertThat(provider.signOutAt(null, returnTo).orElseThrow())
                .startsWith(server.endSessionEndpointUrl(REALM).toString())
                .contains("client_id=grow", "post_logout_redirect_uri=")
                .doesNotContain("id_token_hint");
        assertThat(provider.signOutAt("nonsense", returnTo).orElseThrow()).doesNotContain("nonsense");
        assertThat(provider(URI.create("http://127.0.0.1:1/x")).signOutAt(null, returnTo))
                .isEmpty();
    }

    @Test
    void out_sends_the_ID_token_of_the_sign_in() throws Exception {
        says(ANN);
        var idToken =
                provider.redeem(callback(), request, REDIRECT).orElseThrow().idToken();

        assertThat(provider.signOutAt(idToken, "http://localhost:3000/").orElseThrow())
                .contains("id_token_hint=" + idToken);
    }

    @Test
    void works_again_when_the_provider_is_back() throws Exception {
        int port = server.baseUrl().port();
        server.shutdown();
        assertThatThrownBy(() -> provider.signInAt(request, REDIRECT))
                .isInstanceOf(IdentityProviderUnavailableException.class);

        start(port);
        assertThatThrownBy(() -> provider.signInAt(request, REDIRECT)).hasMessageContaining("a moment ago");
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        says(ANN);
        assertThat(redeem(callback())).isPresent();
    }
}
