package com.grow.outreach.adapter.identity.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.domain.access.Role;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest extends OidcProviderFixture {

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
        assertThat(provider.verify(signed(claims().audience((String) null)))).isEmpty();
    }

    @Test
    void without_a_signature_are_rejected() {
        assertThat(provider.verify(new PlainJWT(claims().build()).serialize())).isEmpty();
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

        assertThat(provider.verify(parts[0] + "." + other[1] + "." + parts[2])).isEmpty();
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
