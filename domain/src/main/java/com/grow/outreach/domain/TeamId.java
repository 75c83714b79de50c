package com.grow.outreach.domain;

/**
 * The id of a team, for example {@code team_12345}.
 *
 * @param value the id including its prefix
 */
public record TeamId(String value) implements Id {

    /** The kind of ids with the prefix {@code team_}. */
    public static final IdKind<TeamId> KIND = new IdKind<>("team_", TeamId::new);

    /**
     * Creates an id from a valid text. Use {@link IdKind#parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the value does not have the format of {@link #KIND}
     */
    public TeamId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
