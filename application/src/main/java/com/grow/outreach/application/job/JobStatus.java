package com.grow.outreach.application.job;

import java.util.Arrays;
import java.util.Optional;

/**
 * The status of a job.
 *
 * <p>API documentation: the field and the parameter {@code status} of {@code GET /api/jobs}.
 */
public enum JobStatus {
    /** The job has not started. */
    QUEUED("queued", false),
    /** The job is running. */
    RUNNING("running", false),
    /** The job has processed all outreaches. */
    COMPLETED("completed", true),
    /** A user stopped the job. Earlier changes remain. */
    STOPPED("stopped", true),
    /** The job could not continue. Earlier changes remain. */
    FAILED("failed", true);

    private final String value;
    private final boolean last;

    JobStatus(String value, boolean last) {
        this.value = value;
        this.last = last;
    }

    /** Returns the value in the API, for example {@code running}. */
    public String value() {
        return value;
    }

    /** Returns whether the status is final. */
    public boolean isLast() {
        return last;
    }

    /** Returns the status with this name in the API, or empty if there is none. Case-sensitive. */
    public static Optional<JobStatus> parse(String text) {
        return Arrays.stream(values())
                .filter(status -> status.value.equals(text))
                .findFirst();
    }
}
