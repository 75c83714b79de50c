package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.grow.outreach.domain.Company.Enrichment;
import com.grow.outreach.domain.Company.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Test
    void a_named_company_has_a_blank_profile() {
        var company = Company.named(new CompanyId("com_1"), "Acme", null);

        assertThat(company.profile().fit()).isEqualTo(Fit.UNKNOWN);
        assertThat(company.enrichment().status()).isNull();
        assertThat(company.countriesReadable()).isEmpty();
    }

    @Test
    void a_missing_domain_and_owner_are_filled_in_and_known_ones_stay() {
        var owner = new UserId("usr_1");
        var company = Company.named(new CompanyId("com_1"), "Acme", null);

        var completed = company.completedBy("acme.com", owner);

        assertThat(completed)
                .isEqualTo(new Company(
                        company.id(), "Acme", owner, Profile.BLANK.withDomain("acme.com"), Enrichment.NEVER));
        assertThat(completed.completedBy("acme.example", new UserId("usr_2"))).isEqualTo(completed);
        assertThat(completed.completedBy(null, null)).isEqualTo(completed);
    }

    @Test
    void lists_the_english_names_of_its_countries_in_any_locale() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(in("US", "DE", "GB").countriesReadable()).isEqualTo("United States, Germany, United Kingdom");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shows_the_code_of_a_country_without_a_name() {
        assertThat(in("QQ").countriesReadable()).isEqualTo("QQ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "U", "us", "USA", "U1", "ÜS", "US\n"})
    void a_country_is_two_capital_letters(String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Country(code)).withMessageContaining(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void a_score_is_from_0_to_100(int score) {
        assertThatIllegalArgumentException().isThrownBy(() -> scored(score)).withMessageContaining("" + score);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void accepts_the_lowest_and_the_highest_score(int score) {
        assertThat(scored(score).overallScore()).isEqualTo(score);
    }

    @Test
    void copies_its_lists() {
        var segments = new ArrayList<>(List.of("SaaS"));
        var profile = new Profile(null, Fit.YES, segments, List.of(), null);
        segments.add("Sales");

        assertThat(profile.segments()).containsExactly("SaaS");
    }

    @Test
    void a_completed_enrichment_needs_a_time() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Enrichment(EnrichmentStatus.COMPLETED, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Enrichment(null, NOW));
    }

    @ParameterizedTest
    @EnumSource
    void an_enrichment_of_any_status_may_follow_one_that_was_completed(EnrichmentStatus status) {
        assertThat(new Enrichment(status, NOW).lastCompletedAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({"true, YES", "false, NO", "unknown, UNKNOWN", "True,", "yes,", "'',"})
    void parses_a_fit(String word, @Nullable Fit fit) {
        assertThat(Fit.parse(word).orElse(null)).isEqualTo(fit);
    }

    @ParameterizedTest
    @CsvSource({"completed, COMPLETED", "pending, PENDING", "failed, FAILED", "Failed,", "done,"})
    void parses_an_enrichment_status(String word, @Nullable EnrichmentStatus status) {
        assertThat(EnrichmentStatus.parse(word).orElse(null)).isEqualTo(status);
    }

    private static Company in(String... codes) {
        var countries = Stream.of(codes).map(Country::new).toList();
        return new Company(
                new CompanyId("com_1"),
                "Acme",
                null,
                new Profile(null, Fit.UNKNOWN, List.of(), countries, null),
                Enrichment.NEVER);
    }

    private static Profile scored(int score) {
        return new Profile(null, Fit.UNKNOWN, List.of(), List.of(), score);
    }
}
