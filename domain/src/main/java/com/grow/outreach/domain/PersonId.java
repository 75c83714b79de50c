package com.grow.outreach.domain;

/**
 * The id of a person, for example {@code per_22222}.
 *
 * @param value the id including its prefix
 */
public record PersonId(String value) implements Id {

    /** The kind of ids with the prefix {@code per_}. */
    public static final IdKind<PersonId> KIND = new IdKind<>("per_", PersonId::new);

    /**
     * Creates an id from a valid text. Use {@link IdKind#parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the value does not have the format of {@link #KIND}
     */
    public PersonId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
