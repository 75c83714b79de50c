package com.grow.outreach.adapter.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsTest {

    private static final String ENTRA = "https://login.microsoftonline.com/0f1e/v2.0";

    @ParameterizedTest
    @CsvSource({
        "roles, admin",
        "realm_access.roles, manager",
        "resource_access.grow.roles, rep",
        "https://acme.com/roles, reader",
    })
    void reads_roles_from_a_claim_or_a_path(String claim, String role) {
        Map<String, Object> claims = Map.of(
                "sub", "ann",
                "roles", "admin",
                "realm_access", Map.of("roles", List.of("manager", "offline_access", 7)),
                "resource_access", Map.of("grow", Map.of("roles", List.of("rep"))),
                "https://acme.com/roles", List.of("reader"));

        assertThat(new Claims(claim)
                        .read("https://id.acme.com", claims)
                        .role()
                        .orElseThrow()
                        .value())
                .isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({"groups", "roles.x", "realm_access", "realm_access.", "."})
    void finds_no_roles_elsewhere(String claim) {
        Map<String, Object> claims =
                Map.of("sub", "ann", "roles", List.of("admin"), "realm_access", Map.of("roles", List.of("admin")));

        assertThat(new Claims(claim).read("https://id.acme.com", claims).roles())
                .isEmpty();
    }

    @Test
    void accepts_the_verification_of_Entra_from_Entra_only() {
        Map<String, Object> claims = Map.of("sub", "ann", "email", "ann@acme.com", "xms_edov", true);

        assertThat(new Claims("roles").read(ENTRA, claims).verifiedEmail()).isEqualTo("ann@acme.com");
        assertThat(new Claims("roles").read("https://id.acme.com", claims).verifiedEmail())
                .isNull();
        assertThat(new Claims("roles")
                        .read(ENTRA, Map.of("sub", "ann", "email", "ann@acme.com", "xms_edov", false))
                        .verifiedEmail())
                .isNull();
    }
}
