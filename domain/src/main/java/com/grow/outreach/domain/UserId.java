package com.grow.outreach.domain;

/**
 * The id of a user, for example {@code usr_12345}.
 *
 * @param value the whole id with its prefix
 */
public record UserId(String value) implements Id {

    /** Ids that begin with {@code usr_}. */
    public static final IdKind<UserId> KIND = new IdKind<>("usr_", UserId::new);

    /**
     * Takes a text that is known to be an id; {@link IdKind#parse} is for text that may be anything.
     *
     * @throws IllegalArgumentException if the value is not of the shape of {@link #KIND}
     */
    public UserId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
