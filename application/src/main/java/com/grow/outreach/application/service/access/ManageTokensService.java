package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.in.access.ManageTokens;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.TokenRepository;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.ApiToken;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Permission;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Manages API tokens.
 *
 * @param random the generator of secrets, which must be cryptographically secure
 * @param caller the caller
 */
record ManageTokensService(Transactions transactions, InstantSource clock, RandomGenerator random, Caller caller)
        implements ManageTokens {

    @Override
    public Result create(NewToken token) {
        var owner = token.user() == null ? caller.user() : token.user();
        if (owner == null || !owner.equals(caller.user()) && !managesAll()) {
            return new Result.NoAccount(owner);
        }
        return transactions.write(stored -> stored.accounts()
                .find(owner)
                .filter(Account::isActive)
                .map(account -> create(token, account, stored))
                .orElseGet(() -> new Result.NoAccount(owner)));
    }

    private Result create(NewToken token, Account account, Repositories stored) {
        var now = clock.instant();
        boolean own = account.user().equals(caller.user());
        var role = token.role() != null ? token.role() : own ? caller.role() : account.role();
        // A token with a lesser role must not create one with a greater role.
        for (var limit : own ? List.of(account.role(), caller.role()) : List.of(account.role())) {
            if (!limit.includes(role)) {
                return new Result.RoleNotIncluded(role, limit);
            }
        }
        if (token.mayActForOthers() && !managesAll()) {
            return new Result.MayNotActForOthers();
        }
        var secret = ApiToken.newSecret(random);
        var created = stored.tokens()
                .add(
                        new TokenRepository.NewToken(
                                account.user(),
                                token.name(),
                                ApiToken.start(secret),
                                role,
                                token.mayActForOthers(),
                                now,
                                token.lifetime() == null ? null : now.plus(token.lifetime())),
                        secret);
        stored.audit()
                .record(AuditEntry.of(now, Author.of(caller), "token.created", created.id())
                        .changing(AuditFields.NONE, AuditFields.of(created)));
        return new Result.Created(created, secret);
    }

    @Override
    public Page<ApiToken> list(PageRequest page) {
        return transactions.read(stored -> stored.tokens().page(manages(), page));
    }

    @Override
    public boolean revoke(TokenId id) {
        return transactions.write(stored -> {
            var now = clock.instant();
            boolean revoked = stored.tokens().revoke(id, manages(), now);
            if (revoked) {
                stored.audit().record(AuditEntry.of(now, Author.of(caller), "token.revoked", id));
            }
            return revoked;
        });
    }

    /** Returns the user whose tokens the caller manages, or null for those of all users. */
    private @Nullable UserId manages() {
        return managesAll() ? null : caller.user();
    }

    private boolean managesAll() {
        return caller.may(Permission.ADMINISTER);
    }
}
