package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NaturalKeyTest {

    @ParameterizedTest
    @EnumSource(names = {"DOMAIN", "EMAIL"})
    void domains_and_email_addresses_match_in_any_case(NaturalKey key) {
        assertThat(key.normalized("Ann@ACME.com")).isEqualTo(key.normalized("ann@acme.com"));
    }

    @Test
    void names_match_in_the_same_case_only() {
        assertThat(NaturalKey.NAME.normalized("Acme")).isNotEqualTo(NaturalKey.NAME.normalized("ACME"));
    }
}
