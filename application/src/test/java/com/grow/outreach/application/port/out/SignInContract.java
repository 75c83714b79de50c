package com.grow.outreach.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.access.SessionRepository.Found;
import com.grow.outreach.application.port.out.access.SignInRepositories;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.AuthorizationRequest;
import com.grow.outreach.domain.access.Device;
import com.grow.outreach.domain.access.Identity;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.PasswordHash;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.Session;
import com.grow.outreach.domain.access.SignInLink;
import com.grow.outreach.domain.access.SignInLink.Purpose;
import com.grow.outreach.domain.access.SignInLink.State;
import com.grow.outreach.domain.access.SignInPace.Failures;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The behaviour of stored members, sessions, links and failed sign-ins, which every storage must have. */
abstract class SignInContract {

    private static final Instant NOW = TestBook.START;
    private static final UserId ANN = new UserId("usr_ann");
    private static final UserId BOB = new UserId("usr_bob");
    private static final Device DEVICE = new Device("192.0.2.7", "192.0.2.7", "Firefox");

    private final Secret secret = Secret.generate(new SecureRandom());
    private final Secret other = Secret.generate(new SecureRandom());
    private StorageContract.Storage storage;

    abstract StorageContract.Storage emptyStorage();

    @BeforeEach
    void create_two_users_of_whom_one_is_a_member() {
        storage = emptyStorage();
        storage.write(stored -> {
            stored.users().create(new User(ANN, "Ann", "Ann@Acme.com"), NOW);
            stored.users().create(new User(BOB, "Bob", "ann@acme.COM"), NOW);
        });
        write(signIn -> signIn.members().save(Member.invited(ANN, Role.ADMIN, NOW)));
    }

    private <T> T read(Function<SignInRepositories, T> read) {
        return storage.transactions().read(stored -> read.apply(stored.signIn()));
    }

    private void write(Consumer<SignInRepositories> write) {
        storage.write(stored -> write.accept(stored.signIn()));
    }

    private static Session session(String id, Instant at) {
        return Session.begin(new SessionId(id), ANN, DEVICE, at, Session.Limits.DEFAULT);
    }

    private Optional<Session> found(Secret of) {
        return this.<Optional<Found>>read(signIn -> signIn.sessions().find(of)).map(Found::session);
    }

    @Test
    void a_member_is_stored_with_all_fields_and_changed() {
        var changed = Member.invited(ANN, Role.ADMIN, NOW)
                .withRole(Role.REP)
                .withPassword(new PasswordHash("hash"))
                .disabled(NOW.plusSeconds(1));
        assertThat(this.<Optional<Member>>read(signIn -> signIn.members().find(ANN)))
                .contains(Member.invited(ANN, Role.ADMIN, NOW));

        write(signIn -> {
            signIn.members().lock(ANN);
            signIn.members().save(changed);
        });

        assertThat(this.<Optional<Member>>read(signIn -> signIn.members().find(ANN)))
                .contains(changed);
        assertThat(this.<Optional<Member>>read(signIn -> signIn.members().find(BOB)))
                .isEmpty();
        assertThat(this.<Page<Member>>read(signIn -> signIn.members().page(PageRequest.first()))
                        .items())
                .containsExactly(changed);
    }

    @Test
    void users_and_members_are_found_by_their_email_address_in_any_case() {
        assertThat(this.<List<User>>read(signIn -> signIn.members().usersWithEmail("ann@acme.com")))
                .extracting(User::id)
                .containsExactlyInAnyOrder(ANN, BOB);
        assertThat(this.<List<Member>>read(signIn -> signIn.members().withEmail("ann@acme.com")))
                .extracting(Member::user)
                .containsExactly(ANN);
        assertThat(this.<List<Member>>read(signIn -> signIn.members().withEmail("bob@acme.com")))
                .isEmpty();
    }

    @Test
    void active_administrators_are_counted() {
        write(signIn -> {
            assertThat(signIn.members().lockAdministrators().active()).isEqualTo(1);
            signIn.members().save(Member.invited(BOB, Role.ADMIN, NOW));
            assertThat(signIn.members().lockAdministrators().active()).isEqualTo(2);
            signIn.members().save(Member.invited(BOB, Role.REP, NOW));
            signIn.members().save(Member.invited(ANN, Role.ADMIN, NOW).disabled(NOW));
            assertThat(signIn.members().lockAdministrators().active()).isZero();
        });
    }

    @Test
    void a_session_is_found_by_its_secret_until_it_is_ended() {
        var session = session("ses_1", NOW);
        write(signIn -> signIn.sessions().create(session, secret));

        assertThat(found(secret)).contains(session);
        assertThat(found(other)).isEmpty();
        write(signIn -> {
            assertThat(signIn.sessions().end(BOB, session.id(), NOW)).isFalse();
            assertThat(signIn.sessions().end(ANN, session.id(), NOW)).isTrue();
            assertThat(signIn.sessions().end(ANN, session.id(), NOW)).isFalse();
        });
        assertThat(found(secret)).isEmpty();
        assertThat(this.<List<Session>>read(signIn -> signIn.sessions().of(ANN)))
                .isEmpty();
    }

    @Test
    void a_session_is_found_with_the_account_of_its_user() {
        write(signIn -> {
            signIn.sessions().create(session("ses_1", NOW), secret);
            signIn.members().save(Member.invited(ANN, Role.REP, NOW).disabled(NOW));
        });

        assertThat(this.<Optional<Found>>read(signIn -> signIn.sessions().find(secret)))
                .map(Found::account)
                .contains(new Account(ANN, Role.REP, Set.of(), NOW));
    }

    @Test
    void a_network_is_known_after_the_session_has_ended() {
        write(signIn -> {
            signIn.sessions().create(session("ses_1", NOW), secret);
            signIn.sessions().endAll(ANN, null, NOW);
        });

        assertThat(this.<Boolean>read(signIn -> signIn.sessions().knows(ANN, "192.0.2.7")))
                .isTrue();
        assertThat(this.<Boolean>read(signIn -> signIn.sessions().knows(ANN, "192.0.2.8")))
                .isFalse();
        assertThat(this.<Boolean>read(signIn -> signIn.sessions().knows(BOB, "192.0.2.7")))
                .isFalse();
    }

    @Test
    void sessions_are_listed_by_their_last_use_and_all_but_one_can_be_ended() {
        var first = session("ses_1", NOW);
        var second = session("ses_2", NOW.plusSeconds(1));
        write(signIn -> {
            signIn.sessions().create(first, secret);
            signIn.sessions().create(second, other);
        });
        assertThat(this.<List<Session>>read(signIn -> signIn.sessions().of(ANN)))
                .containsExactly(second, first);

        write(signIn -> {
            signIn.sessions().touch(first.id(), NOW, NOW.plusSeconds(60));
            signIn.sessions().touch(first.id(), NOW, NOW.plusSeconds(90));
        });
        assertThat(this.<List<Session>>read(signIn -> signIn.sessions().of(ANN)))
                .extracting(Session::lastUsedAt)
                .containsExactly(NOW.plusSeconds(60), NOW.plusSeconds(1));

        write(signIn ->
                assertThat(signIn.sessions().endAll(ANN, second.id(), NOW)).isEqualTo(1));
        assertThat(this.<List<Session>>read(signIn -> signIn.sessions().of(ANN)))
                .containsExactly(second);
    }

    @Test
    void a_link_is_used_once() {
        write(signIn -> signIn.links().create(SignInLink.create(Purpose.INVITATION, ANN, NOW), secret));
        assertThat(this.<Optional<SignInLink>>read(signIn -> signIn.links().find(secret)))
                .contains(SignInLink.create(Purpose.INVITATION, ANN, NOW));

        write(signIn -> {
            assertThat(signIn.links().use(secret, NOW)).isTrue();
            assertThat(signIn.links().use(secret, NOW)).isFalse();
            signIn.links().replace(ANN, NOW);
        });

        assertThat(this.<Optional<SignInLink>>read(signIn -> signIn.links().find(secret)))
                .hasValueSatisfying(link -> assertThat(link.state(NOW)).isEqualTo(State.USED));
        assertThat(this.<Optional<SignInLink>>read(signIn -> signIn.links().find(other)))
                .isEmpty();
    }

    @Test
    void a_replaced_link_can_not_be_used() {
        write(signIn -> {
            signIn.links().create(SignInLink.create(Purpose.INVITATION, ANN, NOW), secret);
            signIn.links().replace(ANN, NOW);
            signIn.links().create(SignInLink.create(Purpose.RESET, ANN, NOW), other);
            assertThat(signIn.links().use(secret, NOW)).isFalse();
        });

        assertThat(this.<Optional<SignInLink>>read(signIn -> signIn.links().find(secret)))
                .hasValueSatisfying(link -> assertThat(link.state(NOW)).isEqualTo(State.REPLACED));
        assertThat(this.<Optional<SignInLink>>read(signIn -> signIn.links().find(other)))
                .hasValueSatisfying(link -> assertThat(link.state(NOW)).isEqualTo(State.LIVE));
    }

    @Test
    void failures_are_counted_by_address_and_by_network_within_a_time() {
        write(signIn -> {
            signIn.failures().add("ann@acme.com", "192.0.2.7", NOW.minusSeconds(1));
            signIn.failures().add("ann@acme.com", "192.0.2.7", NOW);
            signIn.failures().add("ann@acme.com", "192.0.2.8", NOW.plusSeconds(1));
            signIn.failures().add("bob@acme.com", "192.0.2.7", NOW.plusSeconds(2));
            signIn.failures().add("bob@acme.com", "192.0.2.7", NOW.plusSeconds(3));
        });

        write(signIn -> {
            var counts = signIn.failures().lock("ann@acme.com", "192.0.2.7", NOW);
            assertThat(counts.both()).isEqualTo(new Failures(1, NOW));
            assertThat(counts.email()).isEqualTo(new Failures(2, NOW.plusSeconds(1)));
            assertThat(counts.network()).isEqualTo(new Failures(3, NOW.plusSeconds(3)));
            signIn.failures().forgive("ann@acme.com", "192.0.2.7");
            var forgiven = signIn.failures().lock("ann@acme.com", "192.0.2.7", NOW);
            assertThat(forgiven.both()).isEqualTo(Failures.NONE);
            assertThat(forgiven.email()).isEqualTo(new Failures(1, NOW.plusSeconds(1)));
        });
    }

    @Test
    void a_user_who_can_sign_in_is_in_use_and_takes_sessions_and_links_along_when_deleted() {
        write(signIn -> {
            signIn.sessions().create(session("ses_1", NOW), secret);
            signIn.links().create(SignInLink.create(Purpose.RESET, ANN, NOW), other);
        });
        storage.write(stored -> assertThat(stored.users().dependents(ANN)).isEqualTo(1));

        write(signIn ->
                signIn.members().save(Member.invited(ANN, Role.ADMIN, NOW).disabled(NOW)));
        storage.write(stored -> {
            assertThat(stored.users().dependents(ANN)).isZero();
            stored.users().delete(ANN);
        });

        assertThat(this.<Optional<Member>>read(signIn -> signIn.members().find(ANN)))
                .isEmpty();
        assertThat(found(secret)).isEmpty();
        assertThat(this.<Optional<SignInLink>>read(signIn -> signIn.links().find(other)))
                .isEmpty();
    }

    @Test
    void an_identity_belongs_to_one_member_until_it_is_deleted() {
        var ann = new Identity("https://id.acme.com", "ann");
        write(signIn -> signIn.identities().add(ann, ANN, NOW));

        assertThat(this.<Optional<UserId>>read(signIn -> signIn.identities().find(ann)))
                .contains(ANN);
        assertThat(this.<Optional<UserId>>read(
                        signIn -> signIn.identities().find(new Identity("https://id.acme.com", "Ann"))))
                .isEmpty();
        assertThat(this.<Optional<UserId>>read(
                        signIn -> signIn.identities().find(new Identity("https://id.example.com", "ann"))))
                .isEmpty();
        assertThat(this.<Boolean>read(signIn -> signIn.identities().isKnownTo("https://id.acme.com", ANN)))
                .isTrue();
        assertThat(this.<Boolean>read(signIn -> signIn.identities().isKnownTo("https://id.example.com", ANN)))
                .isFalse();
        assertThat(this.<Boolean>read(signIn -> signIn.identities().isKnownTo("https://id.acme.com", BOB)))
                .isFalse();

        write(signIn -> signIn.identities().deleteAll(ANN));

        assertThat(this.<Optional<UserId>>read(signIn -> signIn.identities().find(ann)))
                .isEmpty();
    }

    @Test
    void a_sign_in_at_a_provider_ends_once_and_in_time() {
        var request = AuthorizationRequest.generate(new SecureRandom());
        var late = AuthorizationRequest.generate(new SecureRandom());
        write(signIn -> {
            signIn.identities().begin(request, "/", NOW.plusSeconds(600));
            signIn.identities().begin(late, "/", NOW.plusSeconds(600));
        });

        assertThat(end(AuthorizationRequest.generate(new SecureRandom()), NOW)).isEmpty();
        assertThat(end(request, NOW.plusSeconds(599))).contains("/");
        assertThat(end(request, NOW.plusSeconds(599))).isEmpty();
        assertThat(end(late, NOW.plusSeconds(600))).isEmpty();
    }

    private Optional<String> end(AuthorizationRequest request, Instant now) {
        return storage.transactions()
                .write(stored -> stored.signIn().identities().end(request, now));
    }
}
