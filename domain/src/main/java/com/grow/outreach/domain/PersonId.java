package com.grow.outreach.domain;

/**
 * The id of a person, for example {@code per_22222}.
 *
 * @param value the whole id with its prefix
 */
public record PersonId(String value) implements Id {

    /** Ids that begin with {@code per_}. */
    public static final IdKind<PersonId> KIND = new IdKind<>("per_", PersonId::new);

    /**
     * Takes a text that is known to be an id; {@link IdKind#parse} is for text that may be anything.
     *
     * @throws IllegalArgumentException if the value is not of the shape of {@link #KIND}
     */
    public PersonId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
