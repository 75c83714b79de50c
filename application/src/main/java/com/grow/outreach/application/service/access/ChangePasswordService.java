package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.in.access.ChangePassword;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.access.PasswordHasher;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.PasswordHash;
import com.grow.outreach.domain.access.PasswordPolicy;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record ChangePasswordService(
        Transactions transactions, InstantSource clock, PasswordHasher hasher, PasswordPolicy policy)
        implements ChangePassword {

    @Override
    public Result change(Request request) {
        var user = transactions.<Optional<User>>read(stored -> user(stored, request.user()));
        if (user.isEmpty()) {
            return new Result.WrongPassword();
        }
        var key = key(user.get());
        var pause = new SignInAttempts(transactions, clock).begin(key, request.device());
        if (pause.isPresent()) {
            return new Result.TooSoon(pause.get());
        }
        var former = transactions.<Optional<PasswordHash>>read(stored -> password(stored, request.user()));
        if (!hasher.matches(request.current(), former.orElse(null)) || former.isEmpty()) {
            return transactions.write(stored -> {
                record(stored, "password.refused", request);
                return new Result.WrongPassword();
            });
        }
        var weakness = policy.weakness(request.next(), user.get());
        if (weakness.isPresent()) {
            transactions.write(stored -> forgive(stored, key, request));
            return new Result.TooWeak(weakness.get());
        }
        var hash = hasher.hash(request.next());
        return transactions.write(stored -> change(stored, request, former.get(), hash, key));
    }

    private Result change(Repositories stored, Request request, PasswordHash former, PasswordHash hash, String key) {
        var now = clock.instant();
        var member = stored.signIn()
                .members()
                .lock(request.user())
                .filter(Member::isActive)
                .filter(current -> former.equals(current.password()));
        if (member.isEmpty()) {
            return new Result.WrongPassword();
        }
        stored.signIn().members().save(member.get().withPassword(hash));
        stored.signIn().sessions().endAll(request.user(), request.session(), now);
        stored.signIn().links().replace(request.user(), now);
        forgive(stored, key, request);
        record(stored, "password.changed", request);
        return new Result.Changed();
    }

    private void record(Repositories stored, String action, Request request) {
        stored.audit()
                .record(AuditEntry.of(clock.instant(), Author.of(stored.caller()), action, request.user())
                        .changing(
                                AuditFields.NONE,
                                AuditFields.NONE.with(
                                        "address", request.device().address())));
    }

    private static boolean forgive(Repositories stored, String key, Request request) {
        stored.signIn().failures().forgive(key, request.device().network());
        return true;
    }

    /** Returns the key of the failures, which sign-ins of the same user share. */
    private static String key(User user) {
        @Nullable String email = user.email();
        return email == null ? user.id().value() : NaturalKey.EMAIL.normalized(email);
    }

    private static Optional<User> user(Repositories stored, UserId id) {
        return Optional.ofNullable(stored.users().findAll(List.of(id)).get(id));
    }

    private static Optional<PasswordHash> password(Repositories stored, UserId id) {
        return stored.signIn().members().find(id).map(Member::password);
    }
}
