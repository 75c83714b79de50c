package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.ApiToken;
import com.grow.outreach.domain.access.Role;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The API tokens. Their secrets are stored only as hashes. */
public interface TokenRepository {

    /**
     * Stores a token.
     *
     * @param secret the secret, of which only a hash is stored
     */
    ApiToken add(NewToken token, String secret);

    /** Returns the token with a secret, with its account; empty if there is none. */
    Optional<Found> find(String secret);

    /**
     * Returns a page of tokens, newest first.
     *
     * @param owner the owner of the tokens, or null for those of all users
     */
    Page<ApiToken> page(@Nullable UserId owner, PageRequest page);

    /**
     * Revokes a token, unless it is revoked already.
     *
     * @param owner the owner of the token, or null for any
     * @return false if there is no such token
     */
    boolean revoke(TokenId id, @Nullable UserId owner, Instant at);

    /**
     * Records when a token was last used, unless another request has done so.
     *
     * @param before the time of the use before, or null for none
     */
    void used(TokenId id, @Nullable Instant before, Instant at);

    /**
     * A token to store.
     *
     * @param user the owner
     * @param name the name
     * @param start the start of the secret
     * @param role the role
     * @param mayActForOthers whether requests with the token may name another actor
     * @param createdAt when it was created
     * @param expiresAt when it expires, or null for never
     */
    record NewToken(
            UserId user,
            String name,
            String start,
            Role role,
            boolean mayActForOthers,
            Instant createdAt,
            @Nullable Instant expiresAt) {}

    /** A token and the account that it belongs to. */
    record Found(ApiToken token, Account account) {}
}
