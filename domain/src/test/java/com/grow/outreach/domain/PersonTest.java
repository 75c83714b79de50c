package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonTest {

    private static final CompanyId ACME = new CompanyId("com_1");
    private static final CompanyId BETA = new CompanyId("com_2");

    private static final Person ANN = new Person(
            new PersonId("per_1"), "Ann", "CTO", ACME, "ann@acme.com", "+1 555", null, Set.of(Channel.PHONE));

    @Test
    void a_contact_replaces_known_values_except_the_email_address_and_the_opt_outs() {
        var given = new ContactData("ANN@acme.com", "+1 556", "https://linkedin.com/in/ann");

        assertThat(ANN.updatedBy("Ann Berg", "CEO", BETA, given))
                .isEqualTo(new Person(
                        ANN.id(),
                        "Ann Berg",
                        "CEO",
                        BETA,
                        "ann@acme.com",
                        "+1 556",
                        "https://linkedin.com/in/ann",
                        ANN.optOuts()));
    }

    @Test
    void a_contact_without_values_keeps_the_known_ones() {
        assertThat(ANN.updatedBy(null, null, ACME, ContactData.NONE)).isEqualTo(ANN);
    }

    @Test
    void a_contact_fills_in_a_missing_email_address() {
        var unknown = new Person(ANN.id(), "Ann", null, ACME, null, null, null);

        assertThat(unknown.updatedBy(null, null, ACME, new ContactData("ann@acme.com", null, null))
                        .email())
                .isEqualTo("ann@acme.com");
    }
}
