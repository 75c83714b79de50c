package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.ApiToken;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Permission;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The roles, their permissions and their scopes. */
class AccessTest {

    private static final UserId ANN = new UserId("usr_ann");
    private static final UserId BEN = new UserId("usr_ben");
    private static final UserId EVE = new UserId("usr_eve");

    @ParameterizedTest
    @CsvSource({
        "admin,   true,  true,  true,  true,  true",
        "manager, true,  true,  true,  false, true",
        "rep,     true,  true,  false, false, true",
        "reader,  true,  false, false, false, true",
    })
    void grants_each_role_its_permissions(
            String role, boolean read, boolean work, boolean manage, boolean administer, boolean ownAccount) {
        var caller = caller(Role.parse(role).orElseThrow());

        assertThat(caller.may(Permission.READ)).isEqualTo(read);
        assertThat(caller.may(Permission.WORK)).isEqualTo(work);
        assertThat(caller.may(Permission.MANAGE)).isEqualTo(manage);
        assertThat(caller.may(Permission.ADMINISTER)).isEqualTo(administer);
        assertThat(caller.may(Permission.OWN_ACCOUNT)).isEqualTo(ownAccount);
    }

    @ParameterizedTest
    @EnumSource(Permission.class)
    void reads_each_permission_from_its_value(Permission permission) {
        assertThat(Permission.parse(permission.value())).contains(permission);
    }

    @Test
    void knows_no_permission_with_another_value() {
        assertThat(Permission.parse("READ")).isEmpty();
        assertThat(Role.parse("Admin")).isEmpty();
    }

    @Test
    void a_rep_sees_what_they_and_their_team_own() {
        var scope = Scope.of(Role.REP, ANN, Set.of(BEN), true);

        assertThat(scope.includes(ANN)).isTrue();
        assertThat(scope.includes(BEN)).isTrue();
        assertThat(scope.includes(EVE)).isFalse();
        assertThat(scope.includes(null)).isTrue();
    }

    @Test
    void a_rep_does_not_see_companies_without_an_owner_if_only_managers_do() {
        assertThat(Scope.of(Role.REP, ANN, Set.of(), false).includes(null)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMIN", "MANAGER", "READER"})
    void others_see_everything(Role role) {
        assertThat(Scope.of(role, ANN, Set.of(), false)).isEqualTo(Scope.EVERYTHING);
    }

    @Test
    void records_the_user_as_the_actor_and_not_the_one_that_a_request_names() {
        assertThat(caller(Role.ADMIN).actor("eve@example.com")).isEqualTo("usr_ann");
        assertThat(new Caller(ANN, Role.ADMIN, Scope.EVERYTHING, true).actor("eve@example.com"))
                .isEqualTo("eve@example.com");
        assertThat(new Caller(ANN, Role.ADMIN, Scope.EVERYTHING, true).actor(null))
                .isEqualTo("usr_ann");
        assertThat(Caller.ANONYMOUS.actor(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "admin,   admin,   admin",
        "admin,   rep,     rep",
        "manager, reader,  reader",
        "manager, admin,   manager",
        "rep,     reader,  rep",
        "reader,  manager, reader",
    })
    void a_token_never_has_a_role_that_its_account_does_not_include(
            String ofAccount, String ofToken, String effective) {
        var account = new Account(ANN, role(ofAccount), Set.of(), null);

        assertThat(account.caller(token(role(ofToken), null, null), Account.Visibility.EVERYBODY)
                        .role())
                .isEqualTo(role(effective));
    }

    @Test
    void accepts_a_token_until_it_expires_or_is_revoked() {
        assertThat(token(Role.REP, null, null).isUsableAt(NOW)).isTrue();
        assertThat(token(Role.REP, NOW, null).isUsableAt(NOW)).isFalse();
        assertThat(token(Role.REP, NOW.plusSeconds(1), null).isUsableAt(NOW)).isTrue();
        assertThat(token(Role.REP, null, NOW).isUsableAt(NOW)).isFalse();
    }

    @Test
    void makes_secrets_that_scanners_recognize() {
        var secret = ApiToken.newSecret(new Random(1));

        assertThat(secret).matches("grow_pat_[0-9A-Za-z]{43}");
        assertThat(ApiToken.isSecret(secret)).isTrue();
        assertThat(ApiToken.isSecret(secret + "x")).isFalse();
        assertThat(ApiToken.start(secret)).isEqualTo(secret.substring(0, 13));
        assertThat(ApiToken.newSecret(new Random(2))).isNotEqualTo(secret);
    }

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private static ApiToken token(Role role, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {
        return new ApiToken(
                new TokenId("tok_1"), ANN, "Import", "grow_pat_abcd", role, false, NOW, expiresAt, null, revokedAt);
    }

    private static Role role(String value) {
        return Role.parse(value).orElseThrow();
    }

    private static Caller caller(Role role) {
        return new Caller(ANN, role, Scope.of(role, ANN, Set.of(), true), false);
    }

    @Test
    void the_actor_of_an_open_api_is_the_user_of_a_request() {
        var actor = Caller.ANONYMOUS.in(new Caller.Origin("req", "usr_ann"));

        assertThat(actor.self()).isEqualTo(new UserId("usr_ann"));
        assertThat(Caller.ANONYMOUS
                        .in(new Caller.Origin("req", "nightly import"))
                        .self())
                .isNull();
        assertThat(Caller.ANONYMOUS.self()).isNull();
    }
}
