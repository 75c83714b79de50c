package com.grow.outreach.application.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.grow.outreach.application.port.in.Callers;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.access.Credential;
import com.grow.outreach.application.port.in.access.ManageMembers.Invitation;
import com.grow.outreach.application.port.in.access.ManageMembers.Result.Linked;
import com.grow.outreach.application.port.in.access.SignInWithProvider.Result;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.access.AccessChanges;
import com.grow.outreach.application.port.out.access.IdentityProvider;
import com.grow.outreach.application.query.AuditFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Range;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuthorizationRequest;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Device;
import com.grow.outreach.domain.access.Identity;
import com.grow.outreach.domain.access.IdentityClaims;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignInWithProviderTest {

    private static final String ISSUER = "https://id.acme.com";
    private static final String EMAIL = "anna@acme.com";
    private static final String REDIRECT = "https://grow.acme.com/api/session/oidc/callback";
    private static final Device DEVICE = new Device("192.0.2.7", "192.0.2.7", "Firefox");

    private final InMemoryStorage storage = new InMemoryStorage();
    private Instant now = Instant.parse("2026-04-01T12:00:00Z");
    private final SignInServices services = new SignInServices(storage, () -> now, new Random(1));
    private final Map<String, IdentityClaims> users = new HashMap<>();

    /** Knows the claims of each code and token. */
    private final IdentityProvider provider = new IdentityProvider() {
        @Override
        public String issuer() {
            return ISSUER;
        }

        @Override
        public String signInAt(AuthorizationRequest request, String redirect) {
            return ISSUER + "/authorize?state=" + request.state().value();
        }

        @Override
        public Optional<Redeemed> redeem(String callback, AuthorizationRequest request, String redirect) {
            return Optional.ofNullable(users.get(callback.substring(REDIRECT.length())))
                    .map(claims -> new Redeemed(claims, "ID token"));
        }

        @Override
        public Optional<IdentityClaims> verify(String token) {
            return Optional.ofNullable(users.get(token));
        }

        @Override
        public Optional<String> signOutAt(@Nullable String idToken, String returnTo) {
            return Optional.of(ISSUER + "/end");
        }
    };

    private static final class Nobody implements Callers {
        @Override
        public Optional<Caller> anonymous() {
            return Optional.empty();
        }

        @Override
        public Optional<Caller> authenticate(Credential credential) {
            return Optional.empty();
        }

        @Override
        public void refused(Credential credential, String network, Caller.Origin request) {}

        @Override
        public UseCases useCases(Caller caller) {
            throw new UnsupportedOperationException();
        }
    }

    private void says(String subject, @Nullable String email, String... roles) {
        users.put(subject, new IdentityClaims(new Identity(ISSUER, subject), email, "Anna", Set.of(roles)));
    }

    private UserId member(Role role) {
        return ((Linked) services.members().invite(new Invitation(EMAIL, null, role, null)))
                .user()
                .id();
    }

    private Result signIn(String subject, @Nullable Role provision) {
        var use = services.withProvider(provider, provision, Session.Limits.DEFAULT);
        var begun = use.begin(REDIRECT, "/outreaches");
        return use.complete(begun.request(), REDIRECT + subject, REDIRECT, DEVICE);
    }

    private Optional<Caller> call(String subject) {
        return services.callers(new Nobody(), provider, Visibility.EVERYBODY, AccessChanges.UNNOTICED)
                .authenticate(new Credential.AccessToken(subject));
    }

    private static UserId user(Result result) {
        return ((Result.SignedIn) result).session().session().user();
    }

    private Member stored(UserId user) {
        return storage.<Optional<Member>>read(
                        stored -> stored.signIn().members().find(user))
                .orElseThrow();
    }

    @Test
    void recognizes_a_member_by_the_verified_address_and_begins_a_session() {
        var anna = member(Role.REP);
        says("a", "Anna@ACME.com");

        var result = signIn("a", null);

        assertThat(user(result)).isEqualTo(anna);
        assertThat(((Result.SignedIn) result).returnTo()).isEqualTo("/outreaches");
        assertThat(services.sessions(Session.Limits.DEFAULT)
                        .find(((Result.SignedIn) result).session().secret()))
                .isPresent();
        assertThat(stored(anna).role()).isEqualTo(Role.REP);
    }

    @Test
    void recognizes_a_member_by_the_subject_after_the_address_changed() {
        var anna = member(Role.REP);
        says("a", EMAIL);
        signIn("a", null);
        says("a", null);

        assertThat(user(signIn("a", null))).isEqualTo(anna);
        assertThat(call("a")).map(Caller::user).contains(anna);
    }

    @Test
    void does_not_give_the_account_to_a_later_owner_of_the_address() {
        member(Role.ADMIN);
        says("a", EMAIL);
        signIn("a", null);
        says("b", EMAIL);

        assertThat(signIn("b", Role.REP)).isInstanceOf(Result.NoAccount.class);
        assertThat(call("b")).isEmpty();
    }

    @Test
    void refuses_a_user_with_an_unverified_address() {
        member(Role.REP);
        says("a", null);

        assertThat(signIn("a", Role.REP)).isInstanceOf(Result.NoAccount.class);
        assertThat(call("a")).isEmpty();
    }

    @Test
    void refuses_an_unknown_user_without_provisioning() {
        says("a", EMAIL, "admin");

        assertThat(signIn("a", null)).isInstanceOf(Result.NoAccount.class);
        assertThat(call("a")).isEmpty();
        assertThat(storage.<Integer>read(stored ->
                        stored.signIn().members().usersWithEmail(EMAIL).size()))
                .isZero();
    }

    @Test
    void creates_an_unknown_user_on_the_first_sign_in_with_provisioning() {
        says("a", EMAIL);

        var anna = user(signIn("a", Role.READER));

        assertThat(stored(anna).role()).isEqualTo(Role.READER);
        assertThat(user(signIn("a", Role.READER))).isEqualTo(anna);
    }

    @Test
    void gives_a_user_without_an_account_one_with_provisioning() {
        storage.write(stored -> stored.users().create(new User(new UserId("usr_1"), "Anna", EMAIL), now));
        says("a", EMAIL, "manager");

        assertThat(user(signIn("a", Role.READER))).isEqualTo(new UserId("usr_1"));
        assertThat(stored(new UserId("usr_1")).role()).isEqualTo(Role.MANAGER);
    }

    @Test
    void does_not_guess_who_of_several_users_with_one_address_signs_in() {
        for (var id : Set.of("usr_1", "usr_2")) {
            storage.write(stored -> stored.users().create(new User(new UserId(id), "Anna", EMAIL), now));
        }
        says("a", EMAIL);

        assertThat(signIn("a", Role.READER)).isInstanceOf(Result.NoAccount.class);
    }

    @Test
    void stores_the_highest_role_that_the_provider_says() {
        var anna = member(Role.READER);
        says("a", EMAIL, "rep", "manager", "offline_access");

        signIn("a", null);
        assertThat(stored(anna).role()).isEqualTo(Role.MANAGER);

        says("a", EMAIL, "reader");
        signIn("a", null);
        assertThat(stored(anna).role()).isEqualTo(Role.READER);

        says("a", EMAIL, "Administrator");
        signIn("a", null);
        assertThat(stored(anna).role()).isEqualTo(Role.READER);
    }

    @Test
    void the_last_administrator_keeps_the_role_whatever_the_provider_says() {
        var anna = member(Role.ADMIN);
        says("a", EMAIL, "rep");

        assertThat(user(signIn("a", null))).isEqualTo(anna);

        assertThat(stored(anna).role()).isEqualTo(Role.ADMIN);
        assertThat(audited("member.role_kept"))
                .extracting(AuditEntry::subjectId, AuditEntry::before, AuditEntry::after)
                .containsExactly(tuple(anna.value(), "{\"role\":\"rep\"}", "{\"role\":\"admin\"}"));

        services.members().invite(new Invitation("ben@acme.com", null, Role.ADMIN, null));
        signIn("a", null);

        assertThat(stored(anna).role()).isEqualTo(Role.REP);
    }

    private List<AuditEntry> audited(String action) {
        var filter = new AuditFilter(null, null, action, Range.open());
        return storage.<Page<AuditEntry>>read(stored -> stored.audit().page(filter, PageRequest.first()))
                .items();
    }

    @Test
    void a_token_has_the_role_that_the_provider_said_and_changes_nothing() {
        var anna = member(Role.READER);
        says("a", EMAIL, "manager");

        assertThat(call("a")).map(Caller::role).contains(Role.MANAGER);
        assertThat(stored(anna).role()).isEqualTo(Role.READER);

        says("a", EMAIL);
        assertThat(call("a")).map(Caller::role).contains(Role.READER);
    }

    @Test
    void refuses_a_disabled_member_and_forgets_the_identity() {
        member(Role.ADMIN);
        var ben = ((Linked) services.members().invite(new Invitation("ben@acme.com", null, Role.REP, null)))
                .user()
                .id();
        says("b", "ben@acme.com");
        signIn("b", null);
        services.members().disable(ben);

        assertThat(signIn("b", Role.REP)).isInstanceOf(Result.NoAccount.class);
        assertThat(call("b")).isEmpty();

        services.members().invite(new Invitation("ben@acme.com", null, Role.REP, null));
        says("b2", "ben@acme.com");
        assertThat(user(signIn("b2", null))).isEqualTo(ben);
    }

    @Test
    void completes_a_sign_in_once_and_in_time() {
        member(Role.REP);
        says("a", EMAIL);
        var use = services.withProvider(provider, null, Session.Limits.DEFAULT);
        var callback = REDIRECT + "a";
        var once = use.begin(REDIRECT, "/");
        var late = use.begin(REDIRECT, "/");
        var refused = use.begin(REDIRECT, "/");

        assertThat(use.complete(once.request(), callback, REDIRECT, DEVICE)).isInstanceOf(Result.SignedIn.class);
        assertThat(use.complete(once.request(), callback, REDIRECT, DEVICE)).isInstanceOf(Result.Expired.class);
        assertThat(use.complete(AuthorizationRequest.generate(new Random(2)), callback, REDIRECT, DEVICE))
                .isInstanceOf(Result.Expired.class);
        assertThat(use.complete(refused.request(), REDIRECT, REDIRECT, DEVICE)).isInstanceOf(Result.Refused.class);
        assertThat(use.complete(refused.request(), callback, REDIRECT, DEVICE)).isInstanceOf(Result.Expired.class);
        now = now.plus(Duration.ofMinutes(10));
        assertThat(use.complete(late.request(), callback, REDIRECT, DEVICE)).isInstanceOf(Result.Expired.class);
    }

    @Test
    void signs_only_users_of_the_provider_out_there() {
        var anna = member(Role.REP);
        says("a", EMAIL);
        var use = services.withProvider(provider, null, Session.Limits.DEFAULT);
        assertThat(use.signOutAt(anna, null, REDIRECT)).isEmpty();

        signIn("a", null);

        assertThat(use.signOutAt(anna, null, REDIRECT)).contains(ISSUER + "/end");
    }
}
