package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.domain.Company.Profile;
import com.grow.outreach.domain.Likeness.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {

    private static final String PROFILE = "https://www.linkedin.com/in/ann";

    private static Person person(
            String name, String company, @Nullable String email, @Nullable String phone, @Nullable String profile) {
        return new Person(new PersonId("per_1"), name, null, new CompanyId(company), email, phone, profile);
    }

    private static String of(Person one, Person other) {
        assertThat(Likeness.of(one, other)).isEqualTo(Likeness.of(other, one));
        return text(Likeness.of(one, other));
    }

    private static String text(Optional<Likeness> likeness) {
        return likeness.map(found ->
                        found.reason().value() + " " + found.confidence().value())
                .orElse("none");
    }

    @Test
    void people_with_one_address_are_alike_in_any_case_and_wherever_they_work() {
        assertThat(of(
                        person("Ann", "com_1", "Ann@acme.example", null, null),
                        person("Ann Berg", "com_2", "ann@ACME.example", null, PROFILE)))
                .isEqualTo("email exact");
    }

    @Test
    void people_with_one_profile_are_alike() {
        assertThat(of(
                        person("Ann", "com_1", null, "+1555", PROFILE),
                        person("Ann", "com_2", "ann@acme.example", null, PROFILE)))
                .isEqualTo("linkedin_url exact");
    }

    @Test
    void other_contact_data_that_differs_makes_a_likeness_less_certain() {
        assertThat(of(
                        person("Ann", "com_1", "ann@acme.example", "+1555", null),
                        person("Ann", "com_1", "ann@acme.example", "+1556", null)))
                .isEqualTo("email likely");
        assertThat(of(
                        person("Ann", "com_1", "ann@acme.example", null, PROFILE),
                        person("Ann", "com_1", "ann@home.example", null, PROFILE)))
                .isEqualTo("linkedin_url likely");
    }

    @ParameterizedTest
    @CsvSource({"info@acme.example, likely", "Sales@acme.example, likely", "ria@acme.example, exact"})
    void people_with_different_names_and_a_shared_mailbox_are_only_likely_the_same(String email, String confidence) {
        assertThat(of(person("Ria", "com_1", email, null, null), person("Omar", "com_1", email, null, null)))
                .isEqualTo("email " + confidence);
        assertThat(of(person("Ria", "com_1", email, null, null), person("RIA", "com_1", email, null, null)))
                .isEqualTo("email exact");
    }

    @Test
    void namesakes_at_one_company_are_likely_the_same_unless_their_contact_data_differs() {
        var ann = person("José  Berg", "com_1", "ann@acme.example", null, null);

        assertThat(of(ann, person("JOSE\u0301 BERG", "com_1", null, "+1555", null)))
                .isEqualTo("name_and_company likely");
        assertThat(of(ann, person("José Berg", "com_1", "jose@acme.example", null, null)))
                .isEqualTo("none");
        assertThat(of(ann, person("José Berg", "com_2", null, null, null))).isEqualTo("none");
    }

    private static Company company(String name, @Nullable String domain) {
        return new Company(
                new CompanyId("com_1"), name, null, Profile.BLANK.withDomain(domain), Company.Enrichment.NEVER);
    }

    @Test
    void companies_with_one_domain_are_the_same_and_those_with_one_name_likely_unless_their_domains_differ() {
        assertThat(text(Likeness.of(company("Acme", "acme.example"), company("Acme Inc", "ACME.example"))))
                .isEqualTo("domain exact");
        assertThat(text(Likeness.of(company("Straße 1", "acme.example"), company("\u00a0STRASSE  1", null))))
                .isEqualTo("name likely");
        assertThat(text(Likeness.of(company("Acme", "acme.example"), company("Acme", "acme.test"))))
                .isEqualTo("none");
        assertThat(text(Likeness.of(company("Acme", null), company("Bolt", null))))
                .isEqualTo("none");
    }

    @Test
    void words_of_the_api_are_parsed() {
        assertThat(Reason.parse("name_and_company")).contains(Reason.NAME_AND_COMPANY);
        assertThat(Reason.parse("Email")).isEmpty();
        assertThat(Confidence.parse("exact")).contains(Confidence.EXACT);
        assertThat(Confidence.parse("")).isEmpty();
    }
}
