package com.grow.outreach.adapter.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.application.port.out.access.IdentityProviderUnavailableException;
import com.nimbusds.jose.jwk.RSAKey;
import org.junit.jupiter.api.Test;

class ProviderKeysTest extends OidcProviderFixture {

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
