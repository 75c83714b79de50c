package com.grow.outreach.adapter.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Password;
import com.grow.outreach.domain.access.PasswordPolicy;
import com.grow.outreach.domain.access.PasswordPolicy.Weakness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordsTest {

    private static final PasswordPolicy POLICY = new PasswordPolicy(new CommonPasswords());
    private static final User ANNA = new User(new UserId("usr_1"), "Anna", "anna@acme.com");

    @ParameterizedTest
    @ValueSource(strings = {"password", "Password1", "12345678", "qwertyuiop", "1q2w3e4r5t", "ILOVEYOU", "trustno1"})
    void rejects_common_passwords(String text) {
        assertThat(POLICY.weakness(new Password(text), ANNA)).contains(Weakness.COMMON);
    }

    @Test
    void accepts_others() {
        assertThat(POLICY.weakness(new Password("seven green bottles"), ANNA)).isEmpty();
    }

    @Test
    void the_words_about_the_file_are_no_passwords() {
        var common = new CommonPasswords();

        assertThat(common.test("")).isFalse();
        assertThat(common.test("# sources:")).isFalse();
    }
}
