package com.grow.outreach.domain.access;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The role of a user. It decides which operations the user may call (see {@link Permission}) and whether the user sees
 * everything or only what their team owns (see {@link Scope}).
 *
 * <p>API documentation: the field {@code role}.
 */
public enum Role {
    /** Manages users, teams, tokens and webhooks, and does everything that a manager does. */
    ADMIN("admin", true),

    /** Works on all outreaches, imports all kinds of files, merges duplicates and manages sequences. */
    MANAGER("manager", true),

    /** Works on the outreaches, companies and people of their team. */
    REP("rep", false),

    /** Reads everything that a manager reads, and changes nothing. */
    READER("reader", true);

    private final String value;
    private final boolean seesEverything;

    Role(String value, boolean seesEverything) {
        this.value = value;
        this.seesEverything = seesEverything;
    }

    /** Returns the value in the API, for example {@code admin}. */
    public String value() {
        return value;
    }

    /** Returns whether users with this role see the companies of all owners. */
    public boolean seesEverything() {
        return seesEverything;
    }

    /**
     * Returns whether users with this role may give another role to a token: the role itself, and those that see and do
     * less.
     */
    public boolean includes(Role other) {
        Objects.requireNonNull(other, "other");
        return switch (this) {
            case ADMIN -> true;
            case MANAGER -> other != ADMIN;
            case REP, READER -> other == this;
        };
    }

    /** Returns the role with an API value, or empty if there is none. Case-sensitive. */
    public static Optional<Role> parse(String text) {
        Objects.requireNonNull(text, "text");
        return Arrays.stream(values()).filter(role -> role.value.equals(text)).findFirst();
    }
}
