package com.grow.outreach.adapter.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A provider, and a server that issues its tokens. */
abstract class OidcProviderFixture {

    static final String REALM = "acme";
    static final String CLIENT = "grow";
    static final String REDIRECT = "http://localhost:3000/api/session/oidc/callback";
    static final Map<String, Object> ANN =
            Map.of("email", "ann@acme.com", "email_verified", true, "name", "Ann", "roles", List.of("rep", "manager"));

    RotatingKeys keys;
    MockOAuth2Server server;
    /** The time for the pauses of the provider. */
    final AtomicLong nanos = new AtomicLong();

    OidcProvider provider;

    /** The keys of the server. They can be replaced while it runs. */
    static final class RotatingKeys extends KeyProvider {

        RSAKey current = generate();

        @Override
        public RSAKey signingKey(String keyId) {
            return current;
        }

        static RSAKey generate() {
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

    final void start(int port) {
        server = new MockOAuth2Server(new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(keys)));
        server.start(port);
    }

    final OidcProvider provider(URI issuer) {
        return new OidcProvider(
                new OidcSettings(issuer, CLIENT, "secret", CLIENT, OidcSettings.DEFAULT_ROLES_CLAIM), nanos::get);
    }

    @AfterEach
    void stops_the_provider() {
        server.shutdown();
    }

    JWTClaimsSet.Builder claims() {
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

    String signed(JWTClaimsSet.Builder claims) {
        return signed(claims, keys.current);
    }

    static String signed(JWTClaimsSet.Builder claims, RSAKey key) {
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

    static Date inSeconds(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    long requestsForKeys() {
        return recorded().filter(path -> path.endsWith("/jwks")).count();
    }

    Stream<String> recorded() {
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
}
