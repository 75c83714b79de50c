package com.grow.outreach.domain;

/**
 * The id of an outreach, for example {@code out_11111}.
 *
 * @param value the whole id with its prefix
 */
public record OutreachId(String value) implements Id {

    /** Ids that begin with {@code out_}. */
    public static final IdKind<OutreachId> KIND = new IdKind<>("out_", OutreachId::new);

    /**
     * Takes a text that is known to be an id; {@link IdKind#parse} is for text that may be anything.
     *
     * @throws IllegalArgumentException if the value is not of the shape of {@link #KIND}
     */
    public OutreachId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
