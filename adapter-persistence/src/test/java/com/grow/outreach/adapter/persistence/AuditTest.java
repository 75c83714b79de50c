package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.access.ManageMembers.Invitation;
import com.grow.outreach.application.port.in.access.ManageMembers.Result.Linked;
import com.grow.outreach.application.port.in.access.ManageTokens;
import com.grow.outreach.application.port.in.access.ManageTokens.NewToken;
import com.grow.outreach.application.port.in.access.SignIn.SignedIn;
import com.grow.outreach.application.port.in.event.KeepWebhooks;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.access.PasswordHasher;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.application.service.access.Refusals;
import com.grow.outreach.application.service.access.SignInServices;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.Webhook.Rotation.Rotated;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Device;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Password;
import com.grow.outreach.domain.access.PasswordHash;
import com.grow.outreach.domain.access.PasswordPolicy;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import com.grow.outreach.domain.access.Session;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit log in the database, as the use cases write it. */
class AuditTest {

    private static final InstantSource CLOCK = InstantSource.fixed(TestBook.START);
    private static final UserId ANN = new UserId("usr_ann");
    private static final Caller ADMIN = new Caller(ANN, Role.ADMIN, Scope.EVERYTHING, false);
    private static final Device DEVICE = new Device("192.0.2.7", "192.0.2.7", "Firefox");

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @BeforeEach
    void create_an_administrator() {
        DATABASE.fill(new TestBook().user("usr_ann", "Ann"));
        DATABASE.transactions().write(stored -> {
            stored.signIn().members().save(Member.invited(ANN, Role.ADMIN, TestBook.START));
            return ANN;
        });
    }

    private static List<String> actions() {
        return DATABASE.sql()
                .fetch("select action from audit_log order by at, id")
                .getValues("action", String.class);
    }

    @Test
    void no_entry_has_a_secret() {
        var secrets = new ArrayList<String>();
        var random = new SecureRandom();
        var use = new Services(DATABASE.transactions(), CLOCK, random, KeepWebhooks.DEFAULT_LIMIT).of(ADMIN);
        var signIn = new SignInServices(DATABASE.transactions().within(ADMIN), CLOCK, random)
                .all(
                        new Hasher(),
                        new PasswordPolicy(text -> false),
                        Session.Limits.DEFAULT,
                        Refusals.over(DATABASE.transactions(), CLOCK));

        var token = (ManageTokens.Result.Created)
                use.access().tokens().create(new NewToken(null, "Import", Role.ADMIN, false, null));
        secrets.add(token.secret());
        secrets.add(token.token().start());
        use.access().tokens().revoke(token.token().id());
        var webhook = (KeepWebhooks.Creation.Created)
                use.webhooks().keep().create(null, new Webhook.Endpoint("https://example.com/", Set.of(), null));
        secrets.add(webhook.webhook().secrets().current().value());
        var rotated = (Rotated)
                use.webhooks().keep().rotateSecret(webhook.webhook().id()).orElseThrow();
        secrets.add(rotated.webhook().secrets().current().value());
        use.webhooks().keep().delete(webhook.webhook().id());
        var link = (Linked) signIn.members().invite(new Invitation("ben@acme.com", "Ben", Role.REP, null));
        secrets.add(link.secret().value());
        var password = new Password("correct horse battery");
        secrets.add("correct horse");
        var session = (SignedIn) signIn.signIn().accept(link.secret(), password, DEVICE);
        secrets.add(session.secret().value());
        signIn.signIn().signIn("typed password", new Password("another password"), DEVICE);
        secrets.add("typed password");
        secrets.add("another password");

        assertThat(actions())
                .containsExactly(
                        "token.created",
                        "token.revoked",
                        "webhook.created",
                        "webhook.secret_rotated",
                        "webhook.deleted",
                        "user.created",
                        "member.invited",
                        "password.set",
                        "session.started",
                        "session.refused");
        assertThat(DATABASE.sql().fetch("select * from audit_log").formatCSV()).doesNotContain(secrets);
        assertThat(DATABASE.sql()
                        .fetch("select distinct user_id from audit_log")
                        .getValues("user_id", String.class))
                .containsExactlyInAnyOrder("usr_ann", link.user().id().value());
    }

    private record Hasher() implements PasswordHasher {

        @Override
        public PasswordHash hash(Password password) {
            return new PasswordHash(Integer.toHexString(password.text().hashCode()));
        }

        @Override
        public boolean matches(Password password, @Nullable PasswordHash hash) {
            return hash(password).equals(hash);
        }

        @Override
        public boolean isOutdated(PasswordHash hash) {
            return false;
        }
    }
}
