package com.grow.outreach.domain;

/**
 * The id of a sequence, for example {@code seq_33333}.
 *
 * @param value the id including its prefix
 */
public record SequenceId(String value) implements Id {

    /** The kind of ids with the prefix {@code seq_}. */
    public static final IdKind<SequenceId> KIND = new IdKind<>("seq_", SequenceId::new);

    /**
     * Creates an id from a valid text. Use {@link IdKind#parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the value does not have the format of {@link #KIND}
     */
    public SequenceId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
