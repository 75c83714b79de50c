package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.ApiToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts and tokens in memory. */
final class InMemoryAccess implements AccountRepository {

    private final Map<UserId, Account> accounts = new HashMap<>();
    private final List<ApiToken> tokens = new ArrayList<>();
    private final Map<String, TokenId> secrets = new HashMap<>();

    InMemoryAccess copy() {
        var copy = new InMemoryAccess();
        copy.accounts.putAll(accounts);
        copy.tokens.addAll(tokens);
        copy.secrets.putAll(secrets);
        return copy;
    }

    @Override
    public Optional<Account> find(UserId user) {
        return Optional.ofNullable(accounts.get(user));
    }

    void put(Account account) {
        accounts.put(account.user(), account);
    }

    TokenRepository tokens() {
        return new TokenRepository() {
            @Override
            public ApiToken add(NewToken token, String secret) {
                var added = new ApiToken(
                        new TokenId("tok_" + (tokens.size() + 1)),
                        token.user(),
                        token.name(),
                        token.start(),
                        token.role(),
                        token.mayActForOthers(),
                        token.createdAt(),
                        token.expiresAt(),
                        null,
                        null);
                tokens.add(0, added);
                secrets.put(secret, added.id());
                return added;
            }

            @Override
            public Optional<Found> find(String secret) {
                return Optional.ofNullable(secrets.get(secret))
                        .flatMap(this::find)
                        .flatMap(token ->
                                InMemoryAccess.this.find(token.user()).map(account -> new Found(token, account)));
            }

            private Optional<ApiToken> find(TokenId id) {
                return tokens.stream().filter(token -> token.id().equals(id)).findFirst();
            }

            @Override
            public Page<ApiToken> page(@Nullable UserId owner, PageRequest page) {
                var owned = tokens.stream()
                        .filter(token -> owner == null || token.user().equals(owner))
                        .toList();
                return new Page<>(
                        owned.stream().skip(page.offset()).limit(page.size()).toList(), page, owned.size());
            }

            @Override
            public boolean revoke(TokenId id, @Nullable UserId owner, Instant at) {
                var found =
                        find(id).filter(token -> owner == null || token.user().equals(owner));
                found.filter(token -> token.revokedAt() == null)
                        .ifPresent(token -> replace(token, token.lastUsedAt(), at));
                return found.isPresent();
            }

            @Override
            public void used(TokenId id, @Nullable Instant before, Instant at) {
                find(id).ifPresent(token -> replace(token, at, token.revokedAt()));
            }

            private void replace(ApiToken token, @Nullable Instant lastUsedAt, @Nullable Instant revokedAt) {
                tokens.set(
                        tokens.indexOf(token),
                        new ApiToken(
                                token.id(),
                                token.user(),
                                token.name(),
                                token.start(),
                                token.role(),
                                token.mayActForOthers(),
                                token.createdAt(),
                                token.expiresAt(),
                                lastUsedAt,
                                revokedAt));
            }
        };
    }
}
