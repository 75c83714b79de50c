package com.grow.outreach.application.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.access.ChangePassword;
import com.grow.outreach.application.port.in.access.ManageMembers.Invitation;
import com.grow.outreach.application.port.in.access.ManageMembers.Listed;
import com.grow.outreach.application.port.in.access.ManageMembers.Result;
import com.grow.outreach.application.port.in.access.ManageMembers.Result.Linked;
import com.grow.outreach.application.port.in.access.SignIn.Acceptance;
import com.grow.outreach.application.port.in.access.SignIn.Result.Refused;
import com.grow.outreach.application.port.in.access.SignIn.Result.TooSoon;
import com.grow.outreach.application.port.in.access.SignIn.SignedIn;
import com.grow.outreach.application.port.in.access.SignInUseCases;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.access.AccessChanges;
import com.grow.outreach.application.port.out.access.PasswordHasher;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.Device;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Password;
import com.grow.outreach.domain.access.PasswordHash;
import com.grow.outreach.domain.access.PasswordPolicy;
import com.grow.outreach.domain.access.PasswordPolicy.Weakness;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.Session;
import com.grow.outreach.domain.access.SignInLink.Purpose;
import com.grow.outreach.domain.access.SignInLink.State;
import com.grow.outreach.domain.access.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignInTest {

    private static final String EMAIL = "anna@acme.com";
    private static final Password PASSWORD = new Password("correct horse battery");
    private static final Password WRONG = new Password("correct horse staple");
    private static final Password NEXT = new Password("seven green bottles");

    private final InMemoryStorage storage = new InMemoryStorage();
    private final PlainHasher hasher = new PlainHasher();
    private Instant now = Instant.parse("2026-04-01T12:00:00Z");
    private final SignInUseCases use = new SignInServices(storage, () -> now, new Random(1))
            .all(
                    hasher,
                    new PasswordPolicy(Set.of("sunshine")::contains),
                    Session.Limits.DEFAULT,
                    Refusals.over(storage, () -> now));

    /** Counts its calls, and marks the generation of its parameters. */
    private static final class PlainHasher implements PasswordHasher {

        private int generation = 1;
        private int calls;

        @Override
        public PasswordHash hash(Password password) {
            return new PasswordHash(generation + " " + password.text());
        }

        @Override
        public boolean matches(Password password, @Nullable PasswordHash hash) {
            calls++;
            return hash != null && hash.value().substring(2).equals(password.text());
        }

        @Override
        public boolean isOutdated(PasswordHash hash) {
            return !hash.value().startsWith(generation + " ");
        }
    }

    private static Device from(String address) {
        return new Device(address, address, "Firefox");
    }

    private Linked invite(String email, Role role) {
        return (Linked) use.members().invite(new Invitation(email, null, role, null));
    }

    private UserId member(String email, Role role) {
        var linked = invite(email, role);
        use.signIn().accept(linked.secret(), PASSWORD, from("203.0.113.9"));
        return linked.user().id();
    }

    private com.grow.outreach.application.port.in.access.SignIn.Result signIn(Password password, String address) {
        return use.signIn().signIn(EMAIL, password, from(address));
    }

    private Member stored(UserId user) {
        return storage.<Optional<Member>>read(
                        stored -> stored.signIn().members().find(user))
                .orElseThrow();
    }

    private void addUser(String id, @Nullable String email) {
        storage.write(stored -> stored.users().create(new User(new UserId(id), "Anna", email), now));
    }

    @Test
    void an_invited_user_sets_a_password_once_and_signs_in() {
        var linked = invite(EMAIL, Role.ADMIN);
        assertThat(linked.user().name()).isEqualTo(EMAIL);
        assertThat(linked.link().expiresAt()).isEqualTo(now.plus(Duration.ofHours(72)));

        var accepted = use.signIn().accept(linked.secret(), PASSWORD, from("192.0.2.1"));

        assertThat(accepted).isInstanceOf(SignedIn.class);
        assertThat(use.signIn().accept(linked.secret(), PASSWORD, from("192.0.2.1")))
                .isEqualTo(new Acceptance.Unusable(State.USED));
        assertThat(signIn(PASSWORD, "192.0.2.1")).isInstanceOf(SignedIn.class);
        assertThat(use.signIn().signIn("  ANNA@acme.com ", PASSWORD, from("192.0.2.1")))
                .isInstanceOf(SignedIn.class);
    }

    @Test
    void a_weak_password_leaves_the_link_usable() {
        var linked = invite(EMAIL, Role.ADMIN);

        assertThat(use.signIn().accept(linked.secret(), new Password("short"), from("192.0.2.1")))
                .isEqualTo(new Acceptance.TooWeak(Weakness.TOO_SHORT));
        assertThat(use.signIn().offer(linked.secret()))
                .hasValueSatisfying(offer -> assertThat(offer.state()).isEqualTo(State.LIVE));
    }

    @Test
    void unknown_replaced_and_expired_links_have_different_answers() {
        var first = invite(EMAIL, Role.ADMIN);
        var second = invite(EMAIL, Role.ADMIN);

        assertThat(use.signIn().accept(Secret.generate(new Random(7)), PASSWORD, from("192.0.2.1")))
                .isEqualTo(new Acceptance.NoSuchLink());
        assertThat(use.signIn().accept(first.secret(), PASSWORD, from("192.0.2.1")))
                .isEqualTo(new Acceptance.Unusable(State.REPLACED));
        now = now.plus(Duration.ofHours(72));
        assertThat(use.signIn().accept(second.secret(), PASSWORD, from("192.0.2.1")))
                .isEqualTo(new Acceptance.Unusable(State.EXPIRED));
    }

    @Test
    void unknown_addresses_wrong_passwords_and_disabled_members_have_one_answer_after_one_hash() {
        var anna = member(EMAIL, Role.ADMIN);
        member("boss@acme.com", Role.ADMIN);
        invite("new@acme.com", Role.REP);
        hasher.calls = 0;

        assertThat(signIn(WRONG, "192.0.2.1")).isEqualTo(new Refused());
        assertThat(use.signIn().signIn("nobody@acme.com", PASSWORD, from("192.0.2.1")))
                .isEqualTo(new Refused());
        assertThat(use.signIn().signIn("new@acme.com", PASSWORD, from("192.0.2.1")))
                .isEqualTo(new Refused());
        use.members().disable(anna);
        assertThat(signIn(PASSWORD, "192.0.2.1")).isEqualTo(new Refused());
        assertThat(hasher.calls).isEqualTo(4);
    }

    @Test
    void five_failures_from_one_network_slow_it_down_until_they_are_old() {
        member(EMAIL, Role.ADMIN);
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(WRONG, "192.0.2.1")).isEqualTo(new Refused());
        }
        hasher.calls = 0;

        assertThat(signIn(PASSWORD, "192.0.2.1")).isEqualTo(new TooSoon(Duration.ofSeconds(5)));
        assertThat(hasher.calls).isZero();
        assertThat(signIn(PASSWORD, "192.0.2.2")).isInstanceOf(SignedIn.class);
        now = now.plusSeconds(5);
        assertThat(signIn(WRONG, "192.0.2.1")).isEqualTo(new Refused());
        assertThat(signIn(PASSWORD, "192.0.2.1")).isEqualTo(new TooSoon(Duration.ofSeconds(10)));
        now = now.plusSeconds(10);
        assertThat(signIn(PASSWORD, "192.0.2.1")).isInstanceOf(SignedIn.class);
        assertThat(signIn(WRONG, "192.0.2.1")).isEqualTo(new Refused());
    }

    @Test
    void failures_from_many_networks_slow_down_unknown_networks_only() {
        member(EMAIL, Role.ADMIN);
        for (int i = 0; i < 30; i++) {
            signIn(WRONG, "198.51.100." + i);
        }

        assertThat(signIn(PASSWORD, "192.0.2.1")).isInstanceOf(TooSoon.class);
        assertThat(signIn(PASSWORD, "203.0.113.9")).isInstanceOf(SignedIn.class);
    }

    @Test
    void failures_for_many_addresses_slow_down_their_network() {
        member(EMAIL, Role.ADMIN);
        for (int i = 0; i < 50; i++) {
            use.signIn().signIn("user" + i + "@acme.com", WRONG, from("192.0.2.1"));
        }

        assertThat(signIn(PASSWORD, "192.0.2.1")).isEqualTo(new TooSoon(Duration.ofSeconds(1)));
        assertThat(signIn(PASSWORD, "192.0.2.2")).isInstanceOf(SignedIn.class);
    }

    @Test
    void a_sign_in_renews_a_hash_with_former_parameters() {
        var anna = member(EMAIL, Role.ADMIN);
        hasher.generation = 2;

        signIn(PASSWORD, "192.0.2.1");

        assertThat(stored(anna).password()).isEqualTo(hasher.hash(PASSWORD));
        assertThat(signIn(PASSWORD, "192.0.2.1")).isInstanceOf(SignedIn.class);
    }

    @Test
    void a_session_is_found_until_it_is_idle_and_its_use_is_recorded_once_a_minute() {
        var anna = member(EMAIL, Role.ADMIN);
        var first = (SignedIn) signIn(PASSWORD, "192.0.2.1");
        var second = (SignedIn) signIn(PASSWORD, "192.0.2.1");
        assertThat(first.secret()).isNotEqualTo(second.secret());

        now = now.plusSeconds(59);
        assertThat(use.sessions().find(first.secret())).contains(first.session());
        assertThat(use.sessions().list(anna)).extracting(Session::lastUsedAt).containsOnly(now.minusSeconds(59));
        now = now.plusSeconds(1);
        assertThat(use.sessions().find(first.secret())).isPresent();
        assertThat(use.sessions().list(anna).get(0).lastUsedAt()).isEqualTo(now);
        now = now.plus(Duration.ofHours(12)).minusSeconds(1);
        assertThat(use.sessions().find(second.secret())).isEmpty();
        assertThat(use.sessions().find(first.secret())).isPresent();
        assertThat(use.sessions().list(anna))
                .extracting(Session::id)
                .containsExactly(first.session().id());
    }

    @Test
    void a_password_change_ends_all_other_sessions_and_the_reset_link() {
        var anna = member(EMAIL, Role.ADMIN);
        var kept = (SignedIn) signIn(PASSWORD, "192.0.2.1");
        var other = (SignedIn) signIn(PASSWORD, "192.0.2.1");
        var reset = (Linked) use.members().reset(anna);
        assertThat(reset.link().purpose()).isEqualTo(Purpose.RESET);

        assertThat(change(anna, kept.session().id(), PASSWORD, new Password("sunshine")))
                .isEqualTo(new ChangePassword.Result.TooWeak(Weakness.COMMON));
        assertThat(change(anna, kept.session().id(), WRONG, NEXT)).isEqualTo(new ChangePassword.Result.WrongPassword());
        assertThat(change(anna, kept.session().id(), PASSWORD, NEXT)).isEqualTo(new ChangePassword.Result.Changed());

        assertThat(use.sessions().find(kept.secret())).isPresent();
        assertThat(use.sessions().find(other.secret())).isEmpty();
        assertThat(use.signIn().accept(reset.secret(), NEXT, from("192.0.2.1")))
                .isEqualTo(new Acceptance.Unusable(State.REPLACED));
        assertThat(signIn(PASSWORD, "192.0.2.1")).isEqualTo(new Refused());
        assertThat(signIn(NEXT, "192.0.2.1")).isInstanceOf(SignedIn.class);
    }

    private ChangePassword.Result change(UserId user, SessionId session, Password current, Password next) {
        return use.changePassword().change(new ChangePassword.Request(user, session, current, next, from("192.0.2.1")));
    }

    @Test
    void guesses_of_the_current_password_are_slowed_down_like_sign_ins() {
        var anna = member(EMAIL, Role.ADMIN);
        var session = ((SignedIn) signIn(PASSWORD, "192.0.2.1")).session().id();
        for (int i = 0; i < 5; i++) {
            change(anna, session, WRONG, NEXT);
        }

        assertThat(change(anna, session, PASSWORD, NEXT))
                .isEqualTo(new ChangePassword.Result.TooSoon(Duration.ofSeconds(5)));
        assertThat(signIn(PASSWORD, "192.0.2.1")).isInstanceOf(TooSoon.class);
    }

    @Test
    void a_reset_ends_all_sessions_when_it_is_used() {
        var anna = member(EMAIL, Role.ADMIN);
        var before = (SignedIn) signIn(PASSWORD, "192.0.2.1");
        var reset = (Linked) use.members().reset(anna);
        assertThat(use.sessions().find(before.secret())).isPresent();

        var after = (SignedIn) use.signIn().accept(reset.secret(), NEXT, from("192.0.2.1"));

        assertThat(use.sessions().find(before.secret())).isEmpty();
        assertThat(use.sessions().find(after.secret())).isPresent();
    }

    @Test
    void sessions_are_ended_one_by_one_and_all_others_together() {
        var anna = member(EMAIL, Role.ADMIN);
        var first = (SignedIn) signIn(PASSWORD, "192.0.2.1");
        var second = (SignedIn) signIn(PASSWORD, "192.0.2.1");
        var third = (SignedIn) signIn(PASSWORD, "192.0.2.1");

        assertThat(use.sessions().end(anna, first.session().id())).isTrue();
        assertThat(use.sessions().end(new UserId("usr_other"), second.session().id()))
                .isFalse();
        assertThat(use.sessions().endOthers(anna, third.session().id())).isEqualTo(2);
        assertThat(use.sessions().list(anna))
                .extracting(Session::id)
                .containsExactly(third.session().id());
    }

    @Test
    void an_invitation_takes_the_user_who_has_the_address() {
        addUser("usr_imported", "Anna@Acme.com");

        assertThat(invite(EMAIL, Role.REP).user().id()).isEqualTo(new UserId("usr_imported"));
    }

    @Test
    void an_address_of_several_users_needs_an_id() {
        addUser("usr_1", EMAIL);
        addUser("usr_2", EMAIL);
        addUser("usr_3", "other@acme.com");
        var second = new UserId("usr_2");

        assertThat(use.members().invite(new Invitation(EMAIL, null, Role.REP, null)))
                .isEqualTo(new Result.Ambiguous(List.of(new UserId("usr_1"), second)));
        assertThat(use.members().invite(new Invitation(EMAIL, null, Role.REP, new UserId("usr_3"))))
                .isEqualTo(new Result.NotFound(new UserId("usr_3")));
        assertThat(use.members().invite(new Invitation(EMAIL, null, Role.REP, second)))
                .isInstanceOf(Linked.class);
        assertThat(use.members().invite(new Invitation(EMAIL, null, Role.REP, new UserId("usr_1"))))
                .isEqualTo(new Result.MemberAlready(second));
    }

    @Test
    void a_member_with_a_password_is_not_invited_again() {
        var anna = member(EMAIL, Role.ADMIN);

        assertThat(use.members().invite(new Invitation(EMAIL, null, Role.REP, null)))
                .isEqualTo(new Result.MemberAlready(anna));
        assertThat(stored(anna).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void a_disabled_member_loses_sessions_and_links_and_returns_by_an_invitation() {
        member("boss@acme.com", Role.ADMIN);
        var anna = member(EMAIL, Role.ADMIN);
        var session = (SignedIn) signIn(PASSWORD, "192.0.2.1");
        var reset = (Linked) use.members().reset(anna);

        assertThat(use.members().disable(anna)).isInstanceOf(Result.Disabled.class);

        assertThat(use.sessions().find(session.secret())).isEmpty();
        assertThat(use.signIn().accept(reset.secret(), NEXT, from("192.0.2.1")))
                .isEqualTo(new Acceptance.Unusable(State.REPLACED));
        assertThat(use.members().reset(anna)).isEqualTo(new Result.NotActive(anna));
        var again = invite(EMAIL, Role.REP);
        assertThat(signIn(PASSWORD, "192.0.2.1")).isEqualTo(new Refused());
        assertThat(use.signIn().accept(again.secret(), NEXT, from("192.0.2.1"))).isInstanceOf(SignedIn.class);
        assertThat(stored(anna).role()).isEqualTo(Role.REP);
    }

    @Test
    void the_last_active_administrator_is_neither_disabled_nor_demoted() {
        var boss = invite("boss@acme.com", Role.ADMIN).user().id();

        assertThat(use.members().changeRole(boss, Role.MANAGER)).isEqualTo(new Result.LastAdmin(boss));
        assertThat(use.members().disable(boss)).isEqualTo(new Result.LastAdmin(boss));
        assertThat(use.members().invite(new Invitation("boss@acme.com", null, Role.REP, null)))
                .isEqualTo(new Result.LastAdmin(boss));
        invite(EMAIL, Role.ADMIN);
        assertThat(use.members().disable(boss)).isInstanceOf(Result.Disabled.class);
    }

    @Test
    void a_member_gets_another_role() {
        var anna = member(EMAIL, Role.REP);

        assertThat(use.members().changeRole(anna, Role.MANAGER)).isInstanceOf(Result.RoleChanged.class);

        assertThat(stored(anna).role()).isEqualTo(Role.MANAGER);
        assertThat(use.members().changeRole(new UserId("usr_none"), Role.REP))
                .isEqualTo(new Result.NotFound(new UserId("usr_none")));
    }

    @Test
    void a_request_with_a_session_reads_the_storage_once() {
        var signedIn = (SignedIn) use.signIn().accept(invite(EMAIL, Role.REP).secret(), PASSWORD, from("203.0.113.9"));
        var reads = new AtomicInteger();
        var counting = new Transactions() {
            @Override
            public <T> T read(Function<Repositories, T> work) {
                reads.incrementAndGet();
                return storage.read(work);
            }

            @Override
            public <T> T write(Function<Repositories, T> work) {
                throw new AssertionError("a use within a minute is not stored");
            }

            @Override
            public <T> T rehearse(Function<Repositories, T> work) {
                return storage.rehearse(work);
            }
        };

        var account = new UseSessionsService(
                        counting,
                        () -> now,
                        Session.Limits.DEFAULT,
                        new RecentLookups<>(AccessChanges.UNNOTICED, () -> now))
                .accountOf(signedIn.secret());

        assertThat(account).map(Account::role).contains(Role.REP);
        assertThat(reads).hasValue(1);
    }

    @Test
    void an_invitation_puts_the_user_into_a_team() {
        var id = new TeamId("team_in");
        storage.write(stored -> stored.teams().create(new Team(id, "Inbound", Set.of()), now));
        var nowhere = new TeamId("team_none");

        assertThat(use.members().invite(new Invitation("tom@acme.com", null, Role.REP, null, nowhere)))
                .isEqualTo(new Result.TeamNotFound(nowhere));
        var linked = (Result.Linked) use.members().invite(new Invitation("tom@acme.com", null, Role.REP, null, id));

        Optional<Team> team = storage.read(stored -> stored.teams().find(id));
        assertThat(team).map(Team::members).contains(Set.of(linked.user().id()));
    }

    @Test
    void members_are_listed_with_their_users() {
        var anna = member(EMAIL, Role.ADMIN);

        var listed = use.members().list(PageRequest.first());

        assertThat(listed.items()).extracting(Listed::user).extracting(User::id).containsExactly(anna);
        assertThat(Objects.requireNonNull(listed.items().get(0).member().password()))
                .isEqualTo(hasher.hash(PASSWORD));
        assertThat(use.members().disable(new UserId("usr_none")))
                .isEqualTo(new Result.NotFound(new UserId("usr_none")));
        assertThat(use.members().reset(new UserId("usr_none"))).isEqualTo(new Result.NotFound(new UserId("usr_none")));
    }
}
