package com.grow.outreach.domain.access;

import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user who may sign in, as administrators see and change them.
 *
 * @param user the user
 * @param role the role
 * @param password the hash of the password, or null until the user has set one
 * @param createdAt the time of the first invitation
 * @param disabledAt the time since which the user may no longer call, or null if the user may
 */
public record Member(
        UserId user,
        Role role,
        @Nullable PasswordHash password,
        Instant createdAt,
        @Nullable Instant disabledAt) {

    public Member {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** Returns a user who is invited for the first time. */
    public static Member invited(UserId user, Role role, Instant createdAt) {
        return new Member(user, role, null, createdAt, null);
    }

    /** Returns whether the user may call. */
    public boolean isActive() {
        return disabledAt == null;
    }

    /** Returns whether the user is an administrator who may call. */
    public boolean isActiveAdmin() {
        return isActive() && role == Role.ADMIN;
    }

    /** Returns this member with another role. */
    public Member withRole(Role role) {
        return new Member(user, role, password, createdAt, disabledAt);
    }

    /** Returns this member with another password, or without one. */
    public Member withPassword(@Nullable PasswordHash changed) {
        return new Member(user, role, changed, createdAt, disabledAt);
    }

    /** Returns this member, disabled since a time if the user may still call. */
    public Member disabled(Instant at) {
        Objects.requireNonNull(at, "at");
        return isActive() ? new Member(user, role, password, createdAt, at) : this;
    }

    /** Returns this member for a new invitation: active, with a role, and without a password. */
    public Member invitedAgain(Role role) {
        return new Member(user, role, null, createdAt, null);
    }
}
