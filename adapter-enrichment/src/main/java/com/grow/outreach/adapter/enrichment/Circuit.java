package com.grow.outreach.adapter.enrichment;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker for one provider. It opens when most calls fail. After a pause it allows a few trial calls, and other
 * callers wait for their outcome.
 */
final class Circuit {

    private static final Logger LOG = System.getLogger(Circuit.class.getName());

    /** In percent; a provider that fails half of its calls is still useful. */
    private static final int MAX_FAILURE_RATE = 80;

    private static final int LATEST_CALLS = 50;
    private static final int TRIALS = 5;

    private final RetryPolicy policy;
    private final InstantSource clock;
    private final CircuitBreaker breaker;
    private volatile @Nullable Instant failingSince;
    private volatile Instant lastOpened = Instant.MIN;

    Circuit(String provider, RetryPolicy policy, InstantSource clock) {
        this.policy = policy;
        this.clock = clock;
        this.breaker = CircuitBreaker.of(
                provider,
                CircuitBreakerConfig.custom()
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .slidingWindowSize(Math.max(LATEST_CALLS, policy.minimumCalls()))
                        .minimumNumberOfCalls(policy.minimumCalls())
                        .failureRateThreshold(MAX_FAILURE_RATE)
                        .waitDurationInOpenState(policy.openDuration())
                        .permittedNumberOfCallsInHalfOpenState(TRIALS)
                        .recordExceptions(ProviderFailure.class)
                        // An interrupted call says nothing about the provider.
                        .ignoreException(failure -> !(failure instanceof ProviderFailure))
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            switch (event.getStateTransition()) {
                case CLOSED_TO_OPEN -> {
                    opened();
                    LOG.log(Level.WARNING, "Enrichment: most calls to {0} fail; the circuit is open", provider);
                }
                case OPEN_TO_HALF_OPEN -> {
                    // Without waiting callers there were no trial calls, so the provider may have recovered since.
                    if (clock.instant()
                            .isAfter(lastOpened.plus(policy.openDuration().multipliedBy(2)))) {
                        failingSince = null;
                    }
                }
                case HALF_OPEN_TO_OPEN -> opened();
                case HALF_OPEN_TO_CLOSED -> {
                    failingSince = null;
                    LOG.log(Level.INFO, "Enrichment: {0} answers again", provider);
                }
                default -> {}
            }
        });
    }

    private void opened() {
        lastOpened = clock.instant();
        if (failingSince == null) {
            failingSince = lastOpened;
        }
    }

    /**
     * Makes a call if the circuit permits it.
     *
     * @param patiently whether to wait for the circuit to close, up to {@link RetryPolicy#maxWait}
     * @throws CallNotPermittedException if the circuit is open and the caller does not wait
     */
    <T> T call(Callable<T> call, boolean patiently) throws Exception {
        while (true) {
            try {
                return breaker.executeCallable(call);
            } catch (CallNotPermittedException e) {
                if (!patiently || hasFailedForTooLong()) {
                    throw e;
                }
            }
            Thread.sleep(policy.backoff());
        }
    }

    /** Returns whether waiting has become pointless; false during trial calls, which may succeed. */
    private boolean hasFailedForTooLong() {
        var since = failingSince;
        return breaker.getState() == CircuitBreaker.State.OPEN
                && since != null
                && !clock.instant().isBefore(since.plus(policy.maxWait()));
    }
}
