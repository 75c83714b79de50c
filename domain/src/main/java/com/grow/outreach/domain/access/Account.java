package com.grow.outreach.domain.access;

import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The account of a user who may call the API.
 *
 * @param user the user
 * @param role the role
 * @param teammates the members of the user's team, the user among them; empty if the user has no team
 * @param disabledAt when the account was disabled, or null if it is active
 */
public record Account(
        UserId user,
        Role role,
        Set<UserId> teammates,
        @Nullable Instant disabledAt) {

    public Account {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(role, "role");
        teammates = Set.copyOf(Objects.requireNonNull(teammates, "teammates"));
    }

    /** Returns whether the user can call the API. */
    public boolean isActive() {
        return disabledAt == null;
    }

    /** Returns this account with another role. */
    public Account withRole(Role role) {
        return new Account(user, role, teammates, disabledAt);
    }

    /**
     * Returns the user as a caller.
     *
     * @param visibility who sees companies without an owner
     */
    public Caller caller(Visibility visibility) {
        return caller(role, false, visibility);
    }

    /**
     * Returns the caller that uses a token of this account. A token never has a role that the account doesn't include, even
     * if the account had it when the token was created.
     *
     * @param visibility who sees companies without an owner
     */
    public Caller caller(ApiToken token, Visibility visibility) {
        Objects.requireNonNull(token, "token");
        return caller(lower(token.role()), token.mayActForOthers(), visibility);
    }

    /**
     * Returns the user as a caller who had a role before. The caller never has a role that the account doesn't include now.
     *
     * @param visibility who sees companies without an owner
     */
    public Caller caller(Role before, Visibility visibility) {
        Objects.requireNonNull(before, "before");
        return caller(lower(before), false, visibility);
    }

    private Role lower(Role other) {
        return role.includes(other) ? other : role;
    }

    private Caller caller(Role as, boolean mayActForOthers, Visibility visibility) {
        Objects.requireNonNull(visibility, "visibility");
        var scope = Scope.of(as, user, teammates, visibility == Visibility.EVERYBODY);
        return new Caller(user, as, scope, mayActForOthers);
    }

    /** The users who see companies without an owner. */
    public enum Visibility {
        /** All users. */
        EVERYBODY,
        /** Users whose role sees everything. */
        MANAGERS
    }
}
