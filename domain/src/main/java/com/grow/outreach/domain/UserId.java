package com.grow.outreach.domain;

/**
 * The id of a user, for example {@code usr_12345}.
 *
 * @param value the id including its prefix
 */
public record UserId(String value) implements Id {

    /** The kind of ids with the prefix {@code usr_}. */
    public static final IdKind<UserId> KIND = new IdKind<>("usr_", UserId::new);

    /**
     * Creates an id from a valid text. Use {@link IdKind#parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the value does not have the format of {@link #KIND}
     */
    public UserId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
