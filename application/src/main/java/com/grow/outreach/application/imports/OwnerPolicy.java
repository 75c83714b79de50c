package com.grow.outreach.application.imports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an import of contacts does with an owner that no user matches.
 *
 * <p>API documentation: the parameter {@code owners} of {@code POST /api/imports}.
 */
public enum OwnerPolicy {
    /** Creates the user. */
    CREATE,
    /** Imports the contact without the owner, with a warning. */
    SKIP,
    /** Rejects the contact. */
    REJECT;

    /** Returns the name in the API. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the policy with this name; empty if there is none. */
    public static Optional<OwnerPolicy> parse(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.value().equals(text))
                .findFirst();
    }
}
