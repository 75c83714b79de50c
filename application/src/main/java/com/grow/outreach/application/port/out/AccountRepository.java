package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account;
import java.util.Optional;

/** The accounts of users who may call the API. */
public interface AccountRepository {

    /** Returns the account of a user, or empty if the user has none. */
    Optional<Account> find(UserId user);
}
