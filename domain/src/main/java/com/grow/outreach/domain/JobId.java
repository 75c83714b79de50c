package com.grow.outreach.domain;

/**
 * The id of a job, for example {@code job_1}.
 *
 * @param value the id including its prefix
 */
public record JobId(String value) implements Id {

    /** The kind of ids with the prefix {@code job_}. */
    public static final IdKind<JobId> KIND = new IdKind<>("job_", JobId::new);

    /**
     * Creates an id from a valid text. Use {@link IdKind#parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the value does not have the format of {@link #KIND}
     */
    public JobId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
