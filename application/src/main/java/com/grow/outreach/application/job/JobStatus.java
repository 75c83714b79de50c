package com.grow.outreach.application.job;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a job stands.
 *
 * <p>API documentation: the field and the parameter {@code status} of {@code GET /api/jobs}.
 */
public enum JobStatus {
    /** It has not begun. */
    QUEUED("queued", false),
    /** It is at work. */
    RUNNING("running", false),
    /** It has met all outreaches. */
    COMPLETED("completed", true),
    /** A user stopped it. Changes up to then remain. */
    STOPPED("stopped", true),
    /** It could not go on; what it had done until then is done. */
    FAILED("failed", true);

    private final String value;
    private final boolean last;

    JobStatus(String value, boolean last) {
        this.value = value;
        this.last = last;
    }

    /** The word of the API, for example {@code running}. */
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
