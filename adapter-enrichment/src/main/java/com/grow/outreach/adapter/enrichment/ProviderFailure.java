package com.grow.outreach.adapter.enrichment;

import java.time.Duration;

/** A failed call to a provider. */
final class ProviderFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean passing;
    private final Duration pause;

    private ProviderFailure(String reason, boolean passing, Duration pause) {
        super(reason, null, false, false);
        this.passing = passing;
        this.pause = pause;
    }

    /** Creates a failure that can be retried. */
    static ProviderFailure passing(String reason) {
        return new ProviderFailure(reason, true, Duration.ZERO);
    }

    /** Creates a failure that can be retried after a pause. */
    static ProviderFailure passing(String reason, Duration pause) {
        return new ProviderFailure(reason, true, pause);
    }

    /** Creates a failure that a retry would only repeat. */
    static ProviderFailure refused(String reason) {
        return new ProviderFailure(reason, false, Duration.ZERO);
    }

    boolean isPassing() {
        return passing;
    }

    /** Returns the minimum pause before a retry; zero if the provider named none. */
    Duration pause() {
        return pause;
    }

    /** Returns the reason for the history, for example {@code answered 503}. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
