package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.in.Callers;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.access.Credential;
import com.grow.outreach.application.port.out.TokenRepository;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.ApiToken;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Caller.Origin;
import com.grow.outreach.domain.access.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds callers by their credentials.
 *
 * @param useCases builds the use cases of a caller
 * @param sessions the sessions
 * @param tokens the recently found tokens
 * @param unowned who sees companies without an owner
 * @param refusals the audit entries of refused tokens
 */
record CallersService(
        Transactions transactions,
        InstantSource clock,
        Function<Caller, UseCases> useCases,
        UseSessionsService sessions,
        RecentLookups<String, TokenRepository.Found> tokens,
        Visibility unowned,
        Refusals refusals)
        implements Callers {

    /** The precision of the time of the last use. It limits the writes of a token that is used often. */
    private static final Duration USE_PRECISION = Duration.ofMinutes(1);

    @Override
    public Optional<Caller> anonymous() {
        return Optional.empty();
    }

    @Override
    public Optional<Caller> authenticate(Credential credential) {
        if (credential instanceof Credential.Token token) {
            return token(token.secret());
        }
        return credential instanceof Credential.OfSession session ? session(session.secret()) : Optional.empty();
    }

    private Optional<Caller> session(Secret secret) {
        return sessions.accountOf(secret).map(account -> account.caller(unowned));
    }

    private Optional<Caller> token(String secret) {
        if (!ApiToken.isSecret(secret)) {
            return Optional.empty();
        }
        var now = clock.instant();
        var found = tokens.find(
                        secret,
                        () -> transactions.read(stored -> stored.tokens().find(secret)))
                .filter(known ->
                        known.token().isUsableAt(now) && known.account().isActive());
        found.ifPresent(known -> {
            var lastUsed = known.token().lastUsedAt();
            if (lastUsed == null || lastUsed.plus(USE_PRECISION).isBefore(now)) {
                tokens.forget(secret);
                transactions.write(stored -> {
                    stored.tokens().used(known.token().id(), lastUsed, now);
                    return null;
                });
            }
        });
        return found.map(known -> known.account().caller(known.token(), unowned));
    }

    @Override
    public void refused(Credential credential, String network, Origin request) {
        var author = new Author(null, null, request.requestId());
        refusals.add("token.refused", network, idOf(credential), author);
    }

    /** Returns the id of a token that exists but is expired or revoked, or whose account is disabled; otherwise null. */
    private @Nullable TokenId idOf(Credential credential) {
        return credential instanceof Credential.Token token && ApiToken.isSecret(token.secret())
                ? transactions
                        .read(stored -> stored.tokens().find(token.secret()))
                        .map(found -> found.token().id())
                        .orElse(null)
                : null;
    }

    @Override
    public UseCases useCases(Caller caller) {
        return useCases.apply(caller);
    }
}
