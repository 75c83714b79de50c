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
    /** Somebody stopped it; what it had done until then is done. */
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

    /** Whether nothing follows: no job ever leaves it. */
    public boolean isLast() {
        return last;
    }

    /** The status of that word of the API, or empty if there is none; upper and lower case differ. */
    public static Optional<JobStatus> parse(String text) {
        return Arrays.stream(values())
                .filter(status -> status.value.equals(text))
                .findFirst();
    }
}
