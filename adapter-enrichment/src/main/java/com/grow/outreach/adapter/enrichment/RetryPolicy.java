package com.grow.outreach.adapter.enrichment;

import java.time.Duration;

/**
 * The limits for retries and the circuit breaker of a provider.
 *
 * @param maxCalls the maximum number of calls per look-up
 * @param backoff the pause after the first failed call; it doubles after each further failure
 * @param maxBackoff the longest pause between two calls
 * @param minimumCalls the number of calls before the failure rate can open the circuit
 * @param openDuration how long the circuit stays open before trial calls
 * @param maxWait how long a provider may fail before look-ups stop waiting for the circuit to close
 */
record RetryPolicy(
        int maxCalls,
        Duration backoff,
        Duration maxBackoff,
        int minimumCalls,
        Duration openDuration,
        Duration maxWait) {

    /** 15 calls: if a third of the calls fail, one look-up in ten million gets no answer. */
    static final RetryPolicy DEFAULT = new RetryPolicy(
            15, Duration.ofMillis(200), Duration.ofSeconds(5), 20, Duration.ofSeconds(10), Duration.ofMinutes(1));
}
