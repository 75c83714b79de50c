package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.TextFormat.Reading;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Administrators;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.IdentityClaims;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Role;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the members whom an identity provider describes. A user of the provider is recognized by the verified e-mail
 * address once, and by the subject from then on. So a later owner of the address does not inherit the account.
 *
 * @param random the generator of ids
 * @param provision the role of users without an account who sign in, or null to refuse them
 */
record ProviderUsers(
        InstantSource clock,
        RandomGenerator random,
        @Nullable Role provision) {

    /** Returns the active member who signs in. Stores the role that the provider says, unless it ends the last administrator. */
    Optional<Member> signingIn(Repositories stored, IdentityClaims claims) {
        var admins = stored.signIn().members().lockAdministrators();
        return known(stored, claims)
                .or(() -> recognized(stored, claims))
                .or(() -> provisioned(stored, claims))
                .filter(Member::isActive)
                .map(member -> withRole(stored, admins, member, claims));
    }

    /** Returns the active member who calls with a token of the provider. */
    Optional<Member> calling(Repositories stored, IdentityClaims claims) {
        stored.signIn().members().lockAdministrators();
        return known(stored, claims).or(() -> recognized(stored, claims)).filter(Member::isActive);
    }

    private static Optional<Member> known(Repositories stored, IdentityClaims claims) {
        return stored.signIn()
                .identities()
                .find(claims.identity())
                .flatMap(stored.signIn().members()::lock);
    }

    private Optional<Member> recognized(Repositories stored, IdentityClaims claims) {
        return email(claims)
                .map(stored.signIn().members()::withEmail)
                // An address that several members share identifies none of them.
                .filter(members -> members.size() == 1)
                .map(members -> members.get(0))
                .filter(Member::isActive)
                .flatMap(member -> linked(stored, member, claims));
    }

    private Optional<Member> provisioned(Repositories stored, IdentityClaims claims) {
        var email = email(claims);
        if (provision == null
                || email.isEmpty()
                || !stored.signIn().members().withEmail(email.get()).isEmpty()
                || stored.signIn().identities().find(claims.identity()).isPresent()) {
            return Optional.empty();
        }
        var users = stored.signIn().members().usersWithEmail(email.get());
        var user = users.isEmpty()
                ? create(stored, claims)
                : Optional.of(users.get(0)).filter(only -> users.size() == 1);
        return user.flatMap(owner -> {
            var member = Member.invited(owner.id(), provision, clock.instant());
            stored.signIn().members().save(member);
            record(stored, "member.provisioned", owner.id(), AuditFields.NONE, AuditFields.of(member));
            return linked(stored, member, claims);
        });
    }

    private Optional<User> create(Repositories stored, IdentityClaims claims) {
        var email = valid(claims.verifiedEmail());
        return email.map(address -> {
            var user = new User(UserId.KIND.random(random), valid(claims.name()).orElse(address), address);
            if (!stored.users().create(user, clock.instant())) {
                throw new IllegalStateException("two random ids are equal");
            }
            record(stored, "user.created", user.id(), AuditFields.NONE, AuditFields.of(user));
            return user;
        });
    }

    private Optional<Member> linked(Repositories stored, Member member, IdentityClaims claims) {
        var identities = stored.signIn().identities();
        if (identities.isKnownTo(claims.identity().issuer(), member.user())) {
            return Optional.empty();
        }
        identities.add(claims.identity(), member.user(), clock.instant());
        return Optional.of(member);
    }

    private Member withRole(Repositories stored, Administrators admins, Member member, IdentityClaims claims) {
        var changed = member.withRole(claims.role().orElse(member.role()));
        if (changed.equals(member)) {
            return member;
        }
        if (admins.loseLast(member, changed)) {
            record(stored, "member.role_kept", member.user(), AuditFields.of(changed), AuditFields.of(member));
            return member;
        }
        stored.signIn().members().save(changed);
        record(stored, "member.updated", member.user(), AuditFields.of(member), AuditFields.of(changed));
        return changed;
    }

    private void record(Repositories stored, String action, UserId user, AuditFields before, AuditFields after) {
        stored.audit()
                .record(AuditEntry.of(
                                clock.instant(), Author.of(stored.caller()).as(user), action, user)
                        .changing(before, after));
    }

    private static Optional<String> email(IdentityClaims claims) {
        return valid(claims.verifiedEmail()).map(NaturalKey.EMAIL::normalized);
    }

    private static Optional<String> valid(@Nullable String text) {
        return text != null && TextField.NAME.read(text) instanceof Reading.Valid valid
                ? Optional.of(valid.text())
                : Optional.empty();
    }
}
