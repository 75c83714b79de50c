package com.grow.outreach.adapter.enrichment;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Leaves a provider alone while most of its calls fail, so that it can recover and nobody waits for it in vain. */
final class Circuit {

    private static final Logger LOG = System.getLogger(Circuit.class.getName());

    /** A provider that fails half of its calls is still of use. */
    private static final int MOST = 80;

    private static final int LATEST_CALLS = 50;
    private static final int TRIALS = 5;

    private final Endurance endurance;
    private final InstantSource clock;
    private final CircuitBreaker breaker;
    private final AtomicReference<@Nullable Instant> failingSince = new AtomicReference<>();

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
                    failingSince.set(clock.instant());
                    LOG.log(Level.WARNING, "Enrichment: most calls of {0} fail, so it is left alone", provider);
                }
                case HALF_OPEN_TO_CLOSED -> {
                    failingSince.set(null);
                    LOG.log(Level.INFO, "Enrichment: {0} answers again", provider);
                }
                default -> {}
            }
        });
    }

    /**
     * Calls, unless the provider is left alone.
     *
     * @throws io.github.resilience4j.circuitbreaker.CallNotPermittedException if it is
     */
    <T> T call(Callable<T> call) throws Exception {
        return breaker.executeCallable(call);
    }

    /** Whether it may still recover soon: false once it has failed for too long to wait for it. */
    boolean isWorthWaitingFor() {
        var since = failingSince.get();
        return since == null || clock.instant().isBefore(since.plus(endurance.patience()));
    }
}
