package com.grow.outreach.domain.access;

import static com.grow.outreach.domain.access.Role.ADMIN;
import static com.grow.outreach.domain.access.Role.MANAGER;
import static com.grow.outreach.domain.access.Role.READER;
import static com.grow.outreach.domain.access.Role.REP;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller may do, and the roles that may do it. Every operation of the API requires one permission. A permission
 * never widens the {@link Scope}: a rep who may change companies changes only those that the scope includes.
 *
 * <p>API documentation: the extension {@code x-permission} of each operation.
 */
public enum Permission {
    /** Read outreaches, companies, people, sequences, users, jobs, events and exports. */
    READ("read", ADMIN, MANAGER, REP, READER),

    /** Create, change, import and delete outreaches, companies and people; run and stop jobs. */
    WORK("work", ADMIN, MANAGER, REP),

    /** Find and merge duplicates, manage sequences, import all kinds of files. */
    MANAGE("manage", ADMIN, MANAGER),

    /** Manage users, their roles, teams, tokens and webhooks; read the audit log. */
    ADMINISTER("administer", ADMIN),

    /** Manage one's own password, sessions, tokens and saved views. */
    OWN_ACCOUNT("own_account", ADMIN, MANAGER, REP, READER);

    private final String value;
    private final Set<Role> roles;

    Permission(String value, Role... roles) {
        this.value = value;
        this.roles = Set.of(roles);
    }

    /** Returns the value in the API documentation, for example {@code own_account}. */
    public String value() {
        return value;
    }

    /** Returns the roles that have this permission. */
    public Set<Role> roles() {
        return roles;
    }

    /** Returns whether a role has this permission. */
    public boolean isGrantedTo(Role role) {
        return roles.contains(Objects.requireNonNull(role, "role"));
    }

    /** Returns the permission with a value of the API documentation, or empty if there is none. Case-sensitive. */
    public static Optional<Permission> parse(String text) {
        Objects.requireNonNull(text, "text");
        return Arrays.stream(values())
                .filter(permission -> permission.value.equals(text))
                .findFirst();
    }
}
