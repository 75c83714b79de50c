package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.domain.access.Administrators;
import com.grow.outreach.domain.access.Device;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Password;
import com.grow.outreach.domain.access.PasswordHash;
import com.grow.outreach.domain.access.PasswordPolicy;
import com.grow.outreach.domain.access.PasswordPolicy.Weakness;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.Session;
import com.grow.outreach.domain.access.SignInLink;
import com.grow.outreach.domain.access.SignInLink.Purpose;
import com.grow.outreach.domain.access.SignInLink.State;
import com.grow.outreach.domain.access.SignInPace;
import com.grow.outreach.domain.access.SignInPace.Failures;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInRulesTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final UserId ANNA = new UserId("usr_1");
    private static final User USER = new User(ANNA, "Anna Schmidt", "a.schmidt@acme.com");
    private static final Device DEVICE = new Device("192.0.2.1", "192.0.2.1", "Firefox");
    private static final PasswordPolicy POLICY = new PasswordPolicy(Set.of("sunshine1")::contains);

    private static Optional<Weakness> weakness(String text) {
        return POLICY.weakness(new Password(text), USER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaabbbb",
                "correct horse battery staple",
                "ein Schmidt ist wer Eisen schmiedet",
                "пароль-для-роста",
                "🐎🔋📎🐎🔋📎🐎🔋",
                "i grow tomatoes"
            })
    void accepts_passwords_without_rules_about_kinds_of_characters(String text) {
        assertThat(weakness(text)).isEmpty();
    }

    @Test
    void rejects_passwords_by_their_length_in_characters() {
        assertThat(weakness("1234567")).contains(Weakness.TOO_SHORT);
        assertThat(weakness("🐎🔋📎🐎🔋📎🐎")).contains(Weakness.TOO_SHORT);
        assertThat(weakness("🐎".repeat(128))).isEmpty();
        assertThat(weakness("🐎".repeat(129))).contains(Weakness.TOO_LONG);
    }

    @Test
    void rejects_common_passwords_in_any_case() {
        assertThat(weakness("sunshine1")).contains(Weakness.COMMON);
        assertThat(weakness("SunShine1")).contains(Weakness.COMMON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Schmidt2026",
                "annaschmidt",
                "Anna Schmidt!",
                "a.schmidt@acme.com",
                "A.Schmidt@acme.com1",
                "grow12345",
                "GrowGrowGrow"
            })
    void rejects_passwords_that_consist_of_the_name_the_address_or_the_product(String text) {
        assertThat(weakness(text)).contains(Weakness.PREDICTABLE);
    }

    @Test
    void a_composed_and_a_decomposed_password_are_the_same() {
        assertThat(new Password("pa\u0308sswo\u0308rter")).isEqualTo(new Password("p\u00e4ssw\u00f6rter"));
    }

    @Test
    void secrets_are_random_and_are_never_printed() {
        var random = new SecureRandom();
        var secret = Secret.generate(random);

        assertThat(secret.value())
                .hasSize(43)
                .isNotEqualTo(Secret.generate(random).value());
        assertThat(Secret.parse(secret.value())).contains(secret);
        assertThat(Secret.parse(secret.value() + "=")).isEmpty();
        assertThat(secret.toString()).doesNotContain(secret.value());
        assertThat(new Password("hidden text").toString()).doesNotContain("hidden");
        assertThat(Member.invited(ANNA, Role.REP, NOW)
                        .withPassword(new PasswordHash("$argon2id$"))
                        .toString())
                .doesNotContain("argon2id");
    }

    @Test
    void a_session_ends_when_it_is_idle_or_old() {
        var limits = new Session.Limits(Duration.ofHours(12), Duration.ofDays(7));
        var session = Session.begin(new SessionId("ses_1"), ANNA, DEVICE, NOW, limits);

        assertThat(session.isLive(NOW.plus(Duration.ofHours(12)).minusNanos(1), limits))
                .isTrue();
        assertThat(session.isLive(NOW.plus(Duration.ofHours(12)), limits)).isFalse();
        var used = new Session(
                session.id(), ANNA, DEVICE, NOW, NOW.plus(Duration.ofDays(7)).minusSeconds(1), session.expiresAt());
        assertThat(used.isLive(NOW.plus(Duration.ofDays(7)).minusNanos(1), limits))
                .isTrue();
        assertThat(used.isLive(NOW.plus(Duration.ofDays(7)), limits)).isFalse();
    }

    @Test
    void the_last_use_of_a_session_is_updated_at_most_once_a_minute() {
        var session = Session.begin(new SessionId("ses_1"), ANNA, DEVICE, NOW, Session.Limits.DEFAULT);

        assertThat(session.needsUpdate(NOW.plusSeconds(59))).isFalse();
        assertThat(session.needsUpdate(NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void a_link_is_live_until_it_is_used_replaced_or_expired() {
        var invitation = SignInLink.create(Purpose.INVITATION, ANNA, NOW);
        var reset = SignInLink.create(Purpose.RESET, ANNA, NOW);

        assertThat(invitation.state(NOW.plus(Duration.ofHours(72)).minusNanos(1)))
                .isEqualTo(State.LIVE);
        assertThat(invitation.state(NOW.plus(Duration.ofHours(72)))).isEqualTo(State.EXPIRED);
        assertThat(reset.state(NOW.plus(Duration.ofHours(24)))).isEqualTo(State.EXPIRED);
        assertThat(new SignInLink(Purpose.RESET, ANNA, NOW, reset.expiresAt(), NOW, null).state(NOW))
                .isEqualTo(State.USED);
        assertThat(new SignInLink(Purpose.RESET, ANNA, NOW, reset.expiresAt(), null, NOW).state(NOW))
                .isEqualTo(State.REPLACED);
    }

    @Test
    void the_last_active_administrator_is_lost_only_by_its_own_change() {
        var admin = Member.invited(ANNA, Role.ADMIN, NOW);
        var rep = admin.withRole(Role.REP);
        var last = new Administrators(1);

        assertThat(last.loseLast(admin, rep)).isTrue();
        assertThat(last.loseLast(admin, admin.disabled(NOW))).isTrue();
        assertThat(last.loseLast(admin, null)).isTrue();
        assertThat(last.loseLast(admin, admin.invitedAgain(Role.ADMIN))).isFalse();
        assertThat(last.loseLast(rep, null)).isFalse();
        assertThat(last.loseLast(admin.disabled(NOW), rep)).isFalse();
        assertThat(last.loseLast(null, rep)).isFalse();
        assertThat(new Administrators(2).loseLast(admin, rep)).isFalse();
    }

    @Test
    void a_member_is_invited_again_without_its_password() {
        var member = Member.invited(ANNA, Role.ADMIN, NOW).withPassword(new PasswordHash("hash"));

        assertThat(member.isActiveAdmin()).isTrue();
        assertThat(member.disabled(NOW).isActive()).isFalse();
        assertThat(member.disabled(NOW).isActiveAdmin()).isFalse();
        assertThat(member.disabled(NOW).invitedAgain(Role.REP)).isEqualTo(Member.invited(ANNA, Role.REP, NOW));
        assertThat(member.withRole(Role.READER).role()).isEqualTo(Role.READER);
    }

    @Test
    void the_pause_after_failures_doubles_up_to_the_longest_one_and_passes() {
        var pace = new SignInPace(5, Duration.ofSeconds(5), Duration.ofMinutes(5));

        assertThat(pace.pause(Failures.NONE, NOW)).isZero();
        assertThat(pace.pause(new Failures(4, NOW), NOW)).isZero();
        assertThat(pace.pause(new Failures(5, NOW), NOW)).hasSeconds(5);
        assertThat(pace.pause(new Failures(6, NOW), NOW)).hasSeconds(10);
        assertThat(pace.pause(new Failures(11, NOW), NOW)).hasMinutes(5);
        assertThat(pace.pause(new Failures(1_000_000, NOW), NOW)).hasMinutes(5);
        assertThat(pace.pause(new Failures(6, NOW), NOW.plusSeconds(7))).hasSeconds(3);
        assertThat(pace.pause(new Failures(6, NOW), NOW.plusSeconds(10))).isZero();
    }
}
