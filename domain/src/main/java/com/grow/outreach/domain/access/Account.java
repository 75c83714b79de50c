package com.grow.outreach.domain.access;

import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The right of a user to call the API.
 *
 * @param user the user
 * @param role the role
 * @param password the hash of the password, or null until the user has set one
 * @param createdAt the time of the first invitation
 * @param disabledAt the time since which the user may no longer call, or null if the account is active
 */
public record Account(
        UserId user,
        Role role,
        @Nullable PasswordHash password,
        Instant createdAt,
        @Nullable Instant disabledAt) {

    public Account {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** Returns the account of a user who is invited for the first time. */
    public static Account invited(UserId user, Role role, Instant createdAt) {
        return new Account(user, role, null, createdAt, null);
    }

    /** Returns whether the user may call. */
    public boolean isActive() {
        return disabledAt == null;
    }

    /** Returns whether this is the account of an administrator who may call. */
    public boolean isActiveAdmin() {
        return isActive() && role == Role.ADMIN;
    }

    /** Returns this account with another role. */
    public Account withRole(Role role) {
        return new Account(user, role, password, createdAt, disabledAt);
    }

    /** Returns this account with another password, or without one. */
    public Account withPassword(@Nullable PasswordHash changed) {
        return new Account(user, role, changed, createdAt, disabledAt);
    }

    /** Returns this account, disabled since a time if it is active. */
    public Account disabled(Instant at) {
        Objects.requireNonNull(at, "at");
        return isActive() ? new Account(user, role, password, createdAt, at) : this;
    }

    /** Returns this account for a new invitation: active, with a role, and without a password. */
    public Account invitedAgain(Role role) {
        return new Account(user, role, null, createdAt, null);
    }
}
