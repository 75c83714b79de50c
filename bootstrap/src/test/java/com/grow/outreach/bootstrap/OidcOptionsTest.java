package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.adapter.identity.oidc.OidcSettings;
import com.grow.outreach.domain.access.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcOptionsTest {

    private final Map<String, String> variables = new HashMap<>();
    private final OidcOptions options = new OidcOptions();

    private OidcSettings settings() throws StartException {
        return options.choice(true, variables::get).orElseThrow().settings();
    }

    private void assertRefused(boolean authentication, String message) {
        assertThatThrownBy(() -> options.choice(authentication, variables::get))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(message);
    }

    @Test
    void reads_the_registration_and_the_secret_of_a_variable() throws StartException {
        options.issuer = "https://id.acme.com/realms/acme";
        options.clientId = "grow";
        options.provision = Role.READER;
        variables.put("GROW_OIDC_CLIENT_SECRET", "s3cret");

        assertThat(settings())
                .isEqualTo(new OidcSettings(
                        URI.create("https://id.acme.com/realms/acme"), "grow", "s3cret", "grow", "roles"));
        assertThat(settings().toString()).doesNotContain("s3cret");
        assertThat(options.choice(true, variables::get).orElseThrow().provision())
                .isEqualTo(Role.READER);
    }

    @Test
    void reads_the_secret_of_a_file(@TempDir Path directory) throws IOException, StartException {
        options.issuer = "https://id.acme.com";
        options.clientId = "grow";
        options.clientSecretFile = Files.writeString(directory.resolve("secret"), "s3cret\n");

        assertThat(settings().clientSecret()).isEqualTo("s3cret");

        variables.put("GROW_OIDC_CLIENT_SECRET", "other");
        assertRefused(true, "both set");

        variables.clear();
        options.clientSecretFile = directory.resolve("missing");
        assertRefused(true, "can't read --oidc-client-secret-file");
    }

    @Test
    void needs_authentication_and_a_client() throws StartException {
        assertThat(options.choice(false, variables::get)).isEmpty();
        options.clientId = "grow";
        assertRefused(true, "need --oidc-issuer");
        options.issuer = "https://id.acme.com";
        assertRefused(false, "needs --auth");
        options.clientId = null;
        assertRefused(true, "needs --oidc-client-id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.acme.com",
                "id.acme.com",
                "https:///x",
                "https://id.acme.com?x",
                "ftp://localhost",
                "https://a b"
            })
    void rejects_an_issuer_without_TLS(String issuer) {
        options.issuer = issuer;
        options.clientId = "grow";

        assertRefused(true, "--oidc-issuer is " + issuer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/realms/acme", "http://127.0.0.1:8080", "http://[::1]:8080"})
    void accepts_an_issuer_on_this_machine(String issuer) throws StartException {
        options.issuer = issuer;
        options.clientId = "grow";

        assertThat(settings().issuer()).hasToString(issuer);
    }
}
