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
 * Leaves a provider alone while most of its calls fail, so that it can recover and nobody waits for it in vain. After each
 * rest a few calls are tried, and everybody else waits for what comes of them.
 */
final class Circuit {

    private static final Logger LOG = System.getLogger(Circuit.class.getName());

    /** A provider that fails half of its calls is still of use. */
    private static final int MOST = 80;

    private static final int LATEST_CALLS = 50;
    private static final int TRIALS = 5;

    private final Endurance endurance;
    private final InstantSource clock;
    private final CircuitBreaker breaker;
    private volatile @Nullable Instant failingSince;
    private volatile Instant lastOpened = Instant.MIN;

    Circuit(String provider, Endurance endurance, InstantSource clock) {
        this.endurance = endurance;
        this.clock = clock;
        this.breaker = CircuitBreaker.of(
                provider,
                CircuitBreakerConfig.custom()
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .slidingWindowSize(Math.max(LATEST_CALLS, endurance.fewestCalls()))
                        .minimumNumberOfCalls(endurance.fewestCalls())
                        .failureRateThreshold(MOST)
                        .waitDurationInOpenState(endurance.rest())
                        .permittedNumberOfCallsInHalfOpenState(TRIALS)
                        .recordExceptions(ProviderFailure.class)
                        // Of a call that was broken off nothing is known.
                        .ignoreException(failure -> !(failure instanceof ProviderFailure))
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            switch (event.getStateTransition()) {
                case CLOSED_TO_OPEN -> {
                    opened();
                    LOG.log(Level.WARNING, "Enrichment: most calls of {0} fail, so it is left alone", provider);
                }
                case OPEN_TO_HALF_OPEN -> {
                    // Who waits asks again and again; if nobody did, nobody knows how it has been since.
                    if (clock.instant().isAfter(lastOpened.plus(endurance.rest().multipliedBy(2)))) {
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
     * Calls, unless the provider is left alone.
     *
     * @param patiently whether to wait then, unless it has failed for so long that it may not recover soon
     * @throws CallNotPermittedException if it is left alone, and is not waited for
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
            Thread.sleep(endurance.pause());
        }
    }

    /** False while some calls are tried, whenever it began to fail: it may answer again. */
    private boolean hasFailedForTooLong() {
        var since = failingSince;
        return breaker.getState() == CircuitBreaker.State.OPEN
                && since != null
                && !clock.instant().isBefore(since.plus(endurance.patience()));
    }
}
