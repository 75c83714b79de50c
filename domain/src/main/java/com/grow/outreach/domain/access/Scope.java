package com.grow.outreach.domain.access;

import com.grow.outreach.domain.UserId;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The companies that a caller sees and changes, by their owners. People belong to the scope of their company, outreaches
 * to the scope of their person. To a caller, what is outside of the scope does not exist.
 */
public sealed interface Scope {

    /** The scope that includes everything. */
    Scope EVERYTHING = new Everything();

    /** Returns whether this scope includes a company, by its owner. */
    boolean includes(@Nullable UserId owner);

    /** All companies. */
    record Everything() implements Scope {
        @Override
        public boolean includes(@Nullable UserId owner) {
            return true;
        }
    }

    /**
     * The companies of some owners.
     *
     * @param owners the owners; empty for none
     * @param unowned whether the companies without an owner belong to the scope
     */
    record OwnedBy(Set<UserId> owners, boolean unowned) implements Scope {

        public OwnedBy {
            owners = Set.copyOf(Objects.requireNonNull(owners, "owners"));
        }

        @Override
        public boolean includes(@Nullable UserId owner) {
            return owner == null ? unowned : owners.contains(owner);
        }
    }

    /**
     * Returns the scope of a user.
     *
     * @param role the user's role
     * @param user the user
     * @param teammates the members of the user's team, with or without the user; empty if the user has no team
     * @param unowned whether reps see the companies without an owner
     */
    static Scope of(Role role, UserId user, Set<UserId> teammates, boolean unowned) {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(teammates, "teammates");
        if (role.seesEverything()) {
            return EVERYTHING;
        }
        var owners = new HashSet<>(teammates);
        owners.add(user);
        return new OwnedBy(owners, unowned);
    }
}
