package com.grow.outreach.domain.access;

import com.grow.outreach.domain.UserId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The caller of an operation.
 *
 * @param user the user, or null for a caller of an open API, which asks nobody who they are
 * @param role the role
 * @param scope what the caller sees and changes
 * @param mayActForOthers whether the caller may name another actor for a change
 */
public record Caller(@Nullable UserId user, Role role, Scope scope, boolean mayActForOthers) {

    /** The caller of an open API. May do everything. */
    public static final Caller ANONYMOUS = new Caller(null, Role.ADMIN, Scope.EVERYTHING, true);

    public Caller {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(scope, "scope");
    }

    /** Returns whether the caller has a permission. */
    public boolean may(Permission permission) {
        return Objects.requireNonNull(permission, "permission").isGrantedTo(role);
    }

    /**
     * Returns the actor that the history records for a change.
     *
     * @param named the actor that the request names, or null
     * @return the named actor if the caller may act for others; otherwise the id of the user, or null without one
     */
    public @Nullable String actor(@Nullable String named) {
        if (mayActForOthers && named != null) {
            return named;
        }
        return user == null ? null : user.value();
    }
}
