package com.grow.outreach.domain;

/**
 * The id of a sequence, for example {@code seq_33333}.
 *
 * @param value the whole id with its prefix
 */
public record SequenceId(String value) implements Id {

    /** Ids that begin with {@code seq_}. */
    public static final IdKind<SequenceId> KIND = new IdKind<>("seq_", SequenceId::new);

    /**
     * Takes a text that is known to be an id; {@link IdKind#parse} is for text that may be anything.
     *
     * @throws IllegalArgumentException if the value is not of the shape of {@link #KIND}
     */
    public SequenceId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
