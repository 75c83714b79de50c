package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.Role;
import java.time.Instant;
import java.util.Optional;

/** The accounts of users who may call the API. */
public interface AccountRepository {

    /** Returns the account of a user, or empty if the user has none. */
    Optional<Account> find(UserId user);

    /**
     * Gives a user an account.
     *
     * @param user a user that exists and has no account
     * @param role the role
     * @param createdAt the current time
     */
    void add(UserId user, Role role, Instant createdAt);
}
