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
 * @param origin the request that the caller makes
 */
public record Caller(@Nullable UserId user, Role role, Scope scope, boolean mayActForOthers, Origin origin) {

    /** The caller of an open API. May do everything. */
    public static final Caller ANONYMOUS = new Caller(null, Role.ADMIN, Scope.EVERYTHING, true);

    public Caller {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(origin, "origin");
    }

    /** Creates a caller outside of a request. */
    public Caller(@Nullable UserId user, Role role, Scope scope, boolean mayActForOthers) {
        this(user, role, scope, mayActForOthers, Origin.UNKNOWN);
    }

    /**
     * The request that a caller makes, for the audit log.
     *
     * @param requestId the id of the request, or null outside of a request
     * @param actor the person or system that the request names as its actor, or null for none
     */
    public record Origin(
            @Nullable String requestId, @Nullable String actor) {

        /** No request. */
        public static final Origin UNKNOWN = new Origin(null, null);
    }

    /** Returns this caller in a request. The request names an actor only if the caller may act for others. */
    public Caller in(Origin request) {
        Objects.requireNonNull(request, "request");
        return new Caller(
                user, role, scope, mayActForOthers, mayActForOthers ? request : new Origin(request.requestId(), null));
    }

    /** Returns whether the caller has a permission. */
    public boolean may(Permission permission) {
        return Objects.requireNonNull(permission, "permission").isGrantedTo(role);
    }

    /**
     * Returns the user whom the request is for. A caller of an open API is the user that the request names as its actor.
     *
     * @return the id of the user, who need not exist; null if the request names none
     */
    public @Nullable UserId self() {
        var actor = origin.actor();
        return user != null || actor == null ? user : UserId.KIND.parse(actor).orElse(null);
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
