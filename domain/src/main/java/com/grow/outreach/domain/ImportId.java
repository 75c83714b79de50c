package com.grow.outreach.domain;

/**
 * The id of an import, for example {@code imp_12345}.
 *
 * @param value the id including its prefix
 */
public record ImportId(String value) implements Id {

    /** The kind of ids with the prefix {@code imp_}. */
    public static final IdKind<ImportId> KIND = new IdKind<>("imp_", ImportId::new);

    /**
     * Creates an id from a valid text. Use {@link IdKind#parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the value does not have the format of {@link #KIND}
     */
    public ImportId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
