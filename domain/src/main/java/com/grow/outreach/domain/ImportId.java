package com.grow.outreach.domain;

/**
 * The id of an import, for example {@code imp_12345}.
 *
 * @param value the whole id with its prefix
 */
public record ImportId(String value) implements Id {

    /** Ids that begin with {@code imp_}. */
    public static final IdKind<ImportId> KIND = new IdKind<>("imp_", ImportId::new);

    /**
     * Takes a text that is known to be an id; {@link IdKind#parse} is for text that may be anything.
     *
     * @throws IllegalArgumentException if the value is not of the shape of {@link #KIND}
     */
    public ImportId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
