package com.grow.outreach.domain;

/**
 * The id of a company, for example {@code com_12345}.
 *
 * @param value the id including its prefix
 */
public record CompanyId(String value) implements Id {

    /** The kind of ids with the prefix {@code com_}. */
    public static final IdKind<CompanyId> KIND = new IdKind<>("com_", CompanyId::new);

    /**
     * Creates an id from a valid text. Use {@link IdKind#parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the value does not have the format of {@link #KIND}
     */
    public CompanyId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
