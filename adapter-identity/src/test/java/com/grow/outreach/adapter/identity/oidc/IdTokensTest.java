package com.grow.outreach.adapter.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class IdTokensTest extends OidcProviderFixture {

    private static final String NONCE = "n";

    private Optional<Map<String, Object>> validated(JWT token) throws Exception {
        var settings =
                new OidcSettings(URI.create(provider.issuer()), CLIENT, null, CLIENT, OidcSettings.DEFAULT_ROLES_CLAIM);
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
        assertThat(validated(claims -> claims.issuer("https://id.example.com"))).isEmpty();
        assertThat(validated(claims -> claims.audience("other"))).isEmpty();
        assertThat(validated(claims -> claims.audience(List.of(CLIENT, "other"))))
                .isEmpty();
        assertThat(validated(claims -> claims.claim("azp", "other"))).isEmpty();
        assertThat(validated(claims -> claims.expirationTime(inSeconds(-120)))).isEmpty();
        assertThat(validated(claims -> claims.notBeforeTime(inSeconds(120)))).isEmpty();
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
