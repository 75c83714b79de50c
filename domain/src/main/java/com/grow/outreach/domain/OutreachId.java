package com.grow.outreach.domain;

/**
 * The id of an outreach, for example {@code out_11111}.
 *
 * @param value the id including its prefix
 */
public record OutreachId(String value) implements Id {

    /** The kind of ids with the prefix {@code out_}. */
    public static final IdKind<OutreachId> KIND = new IdKind<>("out_", OutreachId::new);

    /**
     * Creates an id from a valid text. Use {@link IdKind#parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the value does not have the format of {@link #KIND}
     */
    public OutreachId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
