package com.grow.outreach.adapter.enrichment;

import java.time.Duration;

/** A call did not bring an answer. */
final class ProviderFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean passing;
    private final Duration pause;

    private ProviderFailure(String reason, boolean passing, Duration pause) {
        super(reason, null, false, false);
        this.passing = passing;
        this.pause = pause;
    }

    /** Another call may go better. */
    static ProviderFailure passing(String reason) {
        return new ProviderFailure(reason, true, Duration.ZERO);
    }

    /** Another call may go better, but not before a while has passed. */
    static ProviderFailure passing(String reason, Duration pause) {
        return new ProviderFailure(reason, true, pause);
    }

    /** The provider does not want this call, so another would go the same way. */
    static ProviderFailure refused(String reason) {
        return new ProviderFailure(reason, false, Duration.ZERO);
    }

    boolean isPassing() {
        return passing;
    }

    /** How long the provider wants to be left alone. */
    Duration pause() {
        return pause;
    }

    /** What happened, in words for people: {@code answered 503}. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
