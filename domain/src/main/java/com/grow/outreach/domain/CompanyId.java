package com.grow.outreach.domain;

/**
 * The id of a company, for example {@code com_12345}.
 *
 * @param value the whole id with its prefix
 */
public record CompanyId(String value) implements Id {

    /** Ids that begin with {@code com_}. */
    public static final IdKind<CompanyId> KIND = new IdKind<>("com_", CompanyId::new);

    /**
     * Takes a text that is known to be an id; {@link IdKind#parse} is for text that may be anything.
     *
     * @throws IllegalArgumentException if the value is not of the shape of {@link #KIND}
     */
    public CompanyId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
