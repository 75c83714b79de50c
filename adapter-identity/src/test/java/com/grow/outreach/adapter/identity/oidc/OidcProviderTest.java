package com.grow.outreach.adapter.identity.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.application.port.out.access.IdentityProviderUnavailableException;
import com.grow.outreach.domain.access.AuthorizationRequest;
import com.grow.outreach.domain.access.IdentityClaims;
import com.grow.outreach.domain.access.Role;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcProviderTest {

    private static final String REALM = "acme";
    private static final String CLIENT = "grow";
    private static final String REDIRECT = "http://localhost:3000/api/session/oidc/callback";
    private static final Map<String, Object> ANN =
            Map.of("email", "ann@acme.com", "email_verified", true, "name", "Ann", "roles", List.of("rep", "manager"));

    private RotatingKeys keys;
    private MockOAuth2Server server;
    private OidcProvider provider;

    /** The keys of the server. They can be replaced while it runs. */
    private static final class RotatingKeys extends KeyProvider {

        private RSAKey current = generate();

        @Override
        public RSAKey signingKey(String keyId) {
            return current;
        }

        private static RSAKey generate() {
            try {
                return new RSAKeyGenerator(2048)
                        .keyID(UUID.randomUUID().toString())
                        .generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        void rotate() {
            current = generate();
        }
    }

    @BeforeEach
    void starts_a_provider() {
        keys = new RotatingKeys();
        start(0);
        provider = provider(server.issuerUrl(REALM).uri());
    }

    private void start(int port) {
        server = new MockOAuth2Server(new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(keys)));
        server.start(port);
    }

    private static OidcProvider provider(URI issuer) {
        return new OidcProvider(new OidcSettings(issuer, CLIENT, "secret", CLIENT, OidcSettings.DEFAULT_ROLES_CLAIM));
    }

    @AfterEach
    void stops_the_provider() {
        server.shutdown();
    }

    private JWTClaimsSet.Builder claims() {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .subject("ann")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)));
        ANN.forEach(claims::claim);
        return claims;
    }

    private String signed(JWTClaimsSet.Builder claims) {
        return signed(claims, keys.current);
    }

    private static String signed(JWTClaimsSet.Builder claims, RSAKey key) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Date inSeconds(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private long requestsForKeys() {
        return recorded().filter(path -> path.endsWith("/jwks")).count();
    }

    private Stream<String> recorded() {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> {
                    try {
                        return Optional.of(
                                server.takeRequest(50, TimeUnit.MILLISECONDS).getPath());
                    } catch (RuntimeException e) {
                        return Optional.<String>empty();
                    }
                })
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream);
    }

    @Nested
    class Access_tokens {

        @Test
        void are_accepted() {
            assertThat(provider.verify(signed(claims()))).hasValueSatisfying(ann -> {
                assertThat(ann.identity().issuer()).isEqualTo(provider.issuer());
                assertThat(ann.identity().subject()).isEqualTo("ann");
                assertThat(ann.verifiedEmail()).isEqualTo("ann@acme.com");
                assertThat(ann.role()).contains(Role.MANAGER);
            });
        }

        @Test
        void of_another_issuer_are_rejected() {
            assertThat(provider.verify(signed(claims().issuer("https://id.example.com"))))
                    .isEmpty();
        }

        @Test
        void for_another_audience_are_rejected() {
            assertThat(provider.verify(signed(claims().audience("account")))).isEmpty();
            assertThat(provider.verify(signed(claims().audience((String) null))))
                    .isEmpty();
        }

        @Test
        void without_a_signature_are_rejected() {
            assertThat(provider.verify(new PlainJWT(claims().build()).serialize()))
                    .isEmpty();
        }

        @Test
        void signed_with_the_public_key_as_a_shared_secret_are_rejected() throws JOSEException {
            for (var secret : List.of(
                    keys.current.toPublicKey().getEncoded(),
                    keys.current.toPublicJWK().toJSONString().getBytes(UTF_8))) {
                var token = new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .keyID(keys.current.getKeyID())
                                .build(),
                        claims().build());
                token.sign(new MACSigner(secret));

                assertThat(provider.verify(token.serialize())).isEmpty();
            }
        }

        @Test
        void signed_with_a_key_from_their_header_are_rejected() throws JOSEException {
            var foreign = RotatingKeys.generate();
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .jwk(foreign.toPublicJWK())
                            .jwkURL(URI.create("http://127.0.0.1:1/keys"))
                            .build(),
                    claims().build());
            token.sign(new RSASSASigner(foreign));

            assertThat(provider.verify(token.serialize())).isEmpty();
        }

        @Test
        void signed_with_another_key_of_the_same_id_are_rejected() {
            var foreign = new RSAKey.Builder(RotatingKeys.generate())
                    .keyID(keys.current.getKeyID())
                    .build();

            assertThat(provider.verify(signed(claims(), foreign))).isEmpty();
        }

        @Test
        void with_changed_claims_are_rejected() {
            var parts = signed(claims()).split("\\.");
            var other = signed(claims().subject("ben")).split("\\.");

            assertThat(provider.verify(parts[0] + "." + other[1] + "." + parts[2]))
                    .isEmpty();
        }

        @Test
        void that_expired_are_rejected() {
            assertThat(provider.verify(signed(claims().expirationTime(inSeconds(-120)))))
                    .isEmpty();
            assertThat(provider.verify(signed(claims().expirationTime(null)))).isEmpty();
        }

        @Test
        void that_are_not_valid_yet_are_rejected() {
            assertThat(provider.verify(signed(claims().notBeforeTime(inSeconds(120)))))
                    .isEmpty();
        }

        @Test
        void that_are_ID_tokens_are_rejected() {
            assertThat(provider.verify(signed(claims().claim("nonce", "n")))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJSUzI1NiJ9.e30.", "eyJhbGciOiJub25lIn0.e30."})
        void that_are_no_JWTs_are_rejected_without_a_request_to_the_provider(String token) {
            assertThat(provider.verify(token)).isEmpty();
            assertThat(recorded()).isEmpty();
        }

        @Test
        void have_no_verified_address_unless_the_provider_says_so() {
            for (var verified : new Object[] {false, "true", null}) {
                assertThat(provider.verify(signed(claims().claim("email_verified", verified)))
                                .orElseThrow()
                                .verifiedEmail())
                        .isNull();
            }
        }
    }

    @Nested
    class ID_tokens {

        private static final String NONCE = "n";

        private Optional<Map<String, Object>> validated(JWT token) throws Exception {
            var settings = new OidcSettings(
                    URI.create(provider.issuer()), CLIENT, null, CLIENT, OidcSettings.DEFAULT_ROLES_CLAIM);
            return new Tokens(settings, new ProviderKeys(server.jwksUrl(REALM).url())).id(token, NONCE);
        }

        private Optional<Map<String, Object>> validated(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
            return validated(JWTParser.parse(signed(change.apply(claims().claim("nonce", NONCE)))));
        }

        @Test
        void are_accepted() throws Exception {
            assertThat(validated(claims -> claims)).isPresent();
            assertThat(validated(claims -> claims.claim("azp", CLIENT).audience(List.of(CLIENT, "other"))))
                    .isPresent();
        }

        @Test
        void with_a_wrong_claim_are_rejected() throws Exception {
            assertThat(validated(claims -> claims.issuer("https://id.example.com")))
                    .isEmpty();
            assertThat(validated(claims -> claims.audience("other"))).isEmpty();
            assertThat(validated(claims -> claims.audience(List.of(CLIENT, "other"))))
                    .isEmpty();
            assertThat(validated(claims -> claims.claim("azp", "other"))).isEmpty();
            assertThat(validated(claims -> claims.expirationTime(inSeconds(-120))))
                    .isEmpty();
            assertThat(validated(claims -> claims.notBeforeTime(inSeconds(120))))
                    .isEmpty();
            assertThat(validated(claims -> claims.issueTime(inSeconds(120)))).isEmpty();
            assertThat(validated(claims -> claims.claim("nonce", "other"))).isEmpty();
            assertThat(validated(claims -> claims.claim("nonce", null))).isEmpty();
            assertThat(validated(claims -> claims.subject(null))).isEmpty();
        }

        @Test
        void without_a_signature_of_the_provider_are_rejected() throws Exception {
            var claims = claims().claim("nonce", NONCE);
            var keyed = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .keyID(keys.current.getKeyID())
                    .build();
            var confused = new SignedJWT(keyed, claims.build());
            confused.sign(new MACSigner(keys.current.toPublicKey().getEncoded()));

            assertThat(validated(new PlainJWT(claims.build()))).isEmpty();
            assertThat(validated(confused)).isEmpty();
            assertThat(validated(JWTParser.parse(signed(claims, RotatingKeys.generate()))))
                    .isEmpty();
        }
    }

    @Nested
    class Keys {

        @Test
        void are_read_again_for_a_token_with_a_new_key() {
            assertThat(provider.verify(signed(claims()))).isPresent();

            keys.rotate();

            assertThat(provider.verify(signed(claims()))).isPresent();
            assertThat(requestsForKeys()).isEqualTo(2);
        }

        @Test
        void of_tokens_that_nobody_issued_cause_few_requests() {
            assertThat(provider.verify(signed(claims()))).isPresent();
            var foreign = RotatingKeys.generate();

            for (int i = 0; i < 50; i++) {
                var unknown = new RSAKey.Builder(foreign).keyID("k" + i).build();
                assertThat(provider.verify(signed(claims(), unknown))).isEmpty();
            }

            assertThat(provider.verify(signed(claims()))).isPresent();
            assertThat(requestsForKeys()).isLessThanOrEqualTo(2);
        }

        @Test
        void that_are_known_keep_working_without_the_provider() {
            assertThat(provider.verify(signed(claims()))).isPresent();
            server.shutdown();

            assertThat(provider.verify(signed(claims()))).isPresent();
            assertThat(provider.verify(signed(claims().audience("other")))).isEmpty();
        }

        @Test
        void that_are_unknown_can_not_be_judged_without_the_provider() {
            assertThat(provider.verify(signed(claims()))).isPresent();
            server.shutdown();
            var unknown = RotatingKeys.generate();

            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> provider.verify(signed(claims(), unknown)))
                        .isInstanceOf(IdentityProviderUnavailableException.class);
            }
        }

        @Test
        void are_unavailable_if_the_provider_never_answered() {
            var token = signed(claims());
            server.shutdown();

            assertThatThrownBy(() -> provider.verify(token)).isInstanceOf(IdentityProviderUnavailableException.class);
            assertThatThrownBy(() -> provider.verify(token)).isInstanceOf(IdentityProviderUnavailableException.class);
            assertThat(provider.verify("x")).isEmpty();
        }
    }

    @Nested
    class Signing_in {

        private final AuthorizationRequest request = AuthorizationRequest.generate(new SecureRandom());

        /** Signs in at the server, and returns the address to which it sends the browser. */
        private String callback() throws IOException, InterruptedException {
            return get(provider.signInAt(request, REDIRECT));
        }

        private static String get(String uri) throws IOException, InterruptedException {
            try (var client = HttpClient.newHttpClient()) {
                var response =
                        client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.discarding());
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
            return provider.redeem(callback, request, REDIRECT);
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
            assertThatThrownBy(
                            () -> provider(URI.create("http://127.0.0.1:1/x")).signInAt(request, REDIRECT))
                    .isInstanceOf(IdentityProviderUnavailableException.class);
        }

        @Test
        void out_ends_at_the_provider() {
            var returnTo = "http://localhost:3000/";

            assertThat(provider.signOutAt(returnTo).orElseThrow())
                    .startsWith(server.endSessionEndpointUrl(REALM).toString())
                    .contains("client_id=grow", "post_logout_redirect_uri=");
            assertThat(provider(URI.create("http://127.0.0.1:1/x")).signOutAt(returnTo))
                    .isEmpty();
        }

        @Test
        void works_again_when_the_provider_is_back() throws Exception {
            int port = server.baseUrl().port();
            server.shutdown();
            assertThatThrownBy(() -> provider.signInAt(request, REDIRECT))
                    .isInstanceOf(IdentityProviderUnavailableException.class);

            start(port);
            Thread.sleep(Duration.ofMillis(5_100));

            says(ANN);
            assertThat(redeem(callback())).isPresent();
        }
    }
}
