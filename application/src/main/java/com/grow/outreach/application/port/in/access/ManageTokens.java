package com.grow.outreach.application.port.in.access;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.ApiToken;
import com.grow.outreach.domain.access.Role;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Use case: create, list and revoke the API tokens of the caller. Administrators manage the tokens of all users.
 *
 * <p>API documentation: {@code /api/tokens}.
 */
public interface ManageTokens {

    /**
     * Creates a token. Its secret is returned once and can't be read again.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result create(NewToken token);

    /** Returns a page of the tokens, newest first, including revoked ones. */
    Page<ApiToken> list(PageRequest page);

    /**
     * Revokes a token. It stops working immediately on every node.
     *
     * @return false if the caller manages no such token; true if it is revoked now or was before
     */
    boolean revoke(TokenId id);

    /**
     * A token to create.
     *
     * @param user the owner, or null for the caller
     * @param name the name
     * @param role the role, or null for the role of the caller, or of the owner if that is another user
     * @param mayActForOthers whether requests with the token may name another actor
     * @param lifetime the time after which it expires, or null for never
     */
    record NewToken(
            @Nullable UserId user,
            String name,
            @Nullable Role role,
            boolean mayActForOthers,
            @Nullable Duration lifetime) {

        /** The maximum lifetime in days. */
        public static final int MAX_DAYS = 3_650;
    }

    /** The result of creating a token. */
    sealed interface Result {

        /** The token exists now. */
        record Created(ApiToken token, String secret) implements Result {}

        /** The user has no active account, or the caller may not create tokens for them. */
        record NoAccount(@Nullable UserId user) implements Result {}

        /** The role of the account, or that of the caller, does not include the role of the token. */
        record RoleNotIncluded(Role role, Role limit) implements Result {}

        /** Only administrators create tokens that may act for others. */
        record MayNotActForOthers() implements Result {}
    }
}
