package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.in.access.SignIn;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.access.PasswordHasher;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.Device;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Password;
import com.grow.outreach.domain.access.PasswordHash;
import com.grow.outreach.domain.access.PasswordPolicy;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.SignInLink.State;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record SignInService(
        Transactions transactions,
        InstantSource clock,
        PasswordHasher hasher,
        PasswordPolicy policy,
        NewSessions newSessions,
        Refusals refusals)
        implements SignIn {

    @Override
    public Result signIn(String email, Password password, Device device) {
        var normalized = NaturalKey.EMAIL.normalized(email.strip());
        var pause = new SignInAttempts(transactions, clock).begin(normalized, device);
        if (pause.isPresent()) {
            var author = transactions.read(stored -> Author.of(stored.caller()));
            refusals.add("session.throttled", device.network(), null, author);
            return new Result.TooSoon(pause.get());
        }
        List<Member> found =
                transactions.read(stored -> stored.signIn().members().withEmail(normalized));
        // An address that several members share identifies none of them.
        var member = found.size() == 1 ? found.get(0) : null;
        var hash = member == null ? null : member.password();
        if (!hasher.matches(password, hash) || member == null || hash == null || !member.isActive()) {
            return refuse(member, device);
        }
        var renewed = hasher.isOutdated(hash) ? hasher.hash(password) : hash;
        return transactions.write(stored -> {
            var current = stored.signIn().members().lock(member.user()).orElse(null);
            if (current == null || !current.isActive() || !hash.equals(current.password())) {
                return new Result.Refused();
            }
            if (!renewed.equals(hash)) {
                stored.signIn().members().save(current.withPassword(renewed));
            }
            stored.signIn().failures().forgive(normalized, device.network());
            return newSessions.begin(stored, current.user(), device, clock.instant());
        });
    }

    /** Records a refusal. The address that was typed is left out, because people type passwords into the wrong field. */
    private Result refuse(@Nullable Member member, Device device) {
        return transactions.write(stored -> {
            stored.audit()
                    .record(AuditEntry.of(
                                    clock.instant(),
                                    Author.of(stored.caller()),
                                    "session.refused",
                                    member == null ? null : member.user())
                            .changing(AuditFields.NONE, AuditFields.NONE.with("address", device.address())));
            return new Result.Refused();
        });
    }

    @Override
    public Optional<Offer> offer(Secret link) {
        return transactions.read(stored -> offer(stored, link));
    }

    private Optional<Offer> offer(Repositories stored, Secret secret) {
        return stored.signIn().links().find(secret).map(link -> {
            var users = stored.users().findAll(List.of(link.user()));
            return new Offer(link, Objects.requireNonNull(users.get(link.user())), link.state(clock.instant()));
        });
    }

    @Override
    public Acceptance accept(Secret link, Password password, Device device) {
        var offer = offer(link).orElse(null);
        var refusal = refusal(offer);
        if (refusal != null || offer == null) {
            return refusal == null ? new Acceptance.NoSuchLink() : refusal;
        }
        var weakness = policy.weakness(password, offer.user());
        if (weakness.isPresent()) {
            return new Acceptance.TooWeak(weakness.get());
        }
        var hash = hasher.hash(password);
        return transactions.write(stored -> accept(stored, link, hash, device));
    }

    private Acceptance accept(Repositories stored, Secret link, PasswordHash hash, Device device) {
        var now = clock.instant();
        // Locks all changes of members, so that a link can't be used while it is being replaced.
        stored.signIn().members().lockAdministrators();
        var offer = offer(stored, link).orElse(null);
        var refusal = refusal(offer);
        if (refusal != null || offer == null) {
            return refusal == null ? new Acceptance.NoSuchLink() : refusal;
        }
        var user = offer.link().user();
        var member = stored.signIn().members().lock(user).filter(Member::isActive);
        if (member.isEmpty() || !stored.signIn().links().use(link, now)) {
            return new Acceptance.Unusable(State.REPLACED);
        }
        stored.signIn().members().save(member.get().withPassword(hash));
        stored.signIn().sessions().endAll(user, null, now);
        stored.audit().record(AuditEntry.of(now, Author.of(stored.caller()).as(user), "password.set", user));
        return newSessions.begin(stored, user, device, now);
    }

    private static @Nullable Acceptance refusal(@Nullable Offer offer) {
        if (offer == null) {
            return new Acceptance.NoSuchLink();
        }
        return offer.state() == State.LIVE ? null : new Acceptance.Unusable(offer.state());
    }
}
