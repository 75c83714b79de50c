package com.grow.outreach.domain;

/**
 * The id of a job, for example {@code job_1}.
 *
 * @param value the whole id with its prefix
 */
public record JobId(String value) implements Id {

    /** Ids that begin with {@code job_}. */
    public static final IdKind<JobId> KIND = new IdKind<>("job_", JobId::new);

    /**
     * Takes a text that is known to be an id; {@link IdKind#parse} is for text that may be anything.
     *
     * @throws IllegalArgumentException if the value is not of the shape of {@link #KIND}
     */
    public JobId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
