package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Permission;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import java.util.Set;
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

    private static Caller caller(Role role) {
        return new Caller(ANN, role, Scope.of(role, ANN, Set.of(), true), false);
    }
}
