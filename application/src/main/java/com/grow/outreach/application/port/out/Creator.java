package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Role;
import java.util.Objects;
import java.util.Optional;

/**
 * The user who created a job or an import.
 *
 * @param user the user, who need not exist any more
 * @param role the role that the user had as a caller
 */
public record Creator(UserId user, Role role) {

    public Creator {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(role, "role");
    }

    /**
     * Returns the creator as a caller with the rights that the user still has; empty if the user may not call any more.
     *
     * @param unowned who sees companies without an owner
     */
    public Optional<Caller> caller(AccountRepository accounts, Visibility unowned) {
        return accounts.find(user).filter(Account::isActive).map(account -> account.caller(role, unowned));
    }
}
