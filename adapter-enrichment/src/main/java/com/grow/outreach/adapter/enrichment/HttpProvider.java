package com.grow.outreach.adapter.enrichment;

import com.grow.outreach.application.port.out.EnrichmentProvider;
import com.grow.outreach.domain.ContactData;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Enrichment adapter: a provider that is asked over HTTP. Any number of threads may ask at once. */
public final class HttpProvider implements EnrichmentProvider {

    /** Waiting for one's turn costs nothing, so nobody is sent away: this is longer than any queue. */
    private static final Duration TURN = Duration.ofHours(1);

    private static final double JITTER = 0.5;

    private final String name;
    private final Endurance endurance;
    private final ProviderCall call;
    private final RateLimiter rate;
    private final Circuit circuit;
    private final RetryConfig retries;

    /**
     * A provider that is ready to be asked.
     *
     * @param clock what time it is, to tell how long a provider that fails has been left alone
     */
    public HttpProvider(ProviderSettings settings, InstantSource clock) {
        this(settings, clock, Endurance.USUAL);
    }

    HttpProvider(ProviderSettings settings, InstantSource clock, Endurance endurance) {
        this.name = settings.name();
        this.endurance = endurance;
        this.call = new ProviderCall(settings, Executors.newVirtualThreadPerTaskExecutor());
        this.rate = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        // One at a time, evenly, instead of a second's worth at once.
                        .limitForPeriod(1)
                        .limitRefreshPeriod(Duration.ofSeconds(1).dividedBy(settings.callsPerSecond()))
                        .timeoutDuration(TURN)
                        .build());
        this.circuit = new Circuit(name, endurance, clock);
        this.retries = RetryConfig.<ContactData>custom()
                .retryOnException(failure -> failure instanceof ProviderFailure provider && provider.isPassing())
                .intervalBiFunction(this::pause)
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answer ask(Enquiry enquiry) throws InterruptedException {
        return ask(enquiry, 0, false);
    }

    @Override
    public Answer askOn(Enquiry enquiry, Answer.LeftAlone soFar) throws InterruptedException {
        return ask(enquiry, soFar.calls(), true);
    }

    /**
     * Asks.
     *
     * @param callsBefore how many calls of those that the question may have were made already
     * @param patiently whether to wait while the provider is left alone
     */
    private Answer ask(Enquiry enquiry, int callsBefore, boolean patiently) throws InterruptedException {
        var calls = new AtomicInteger(callsBefore);
        var question = ProviderJson.question(enquiry);
        Callable<ContactData> counted = () -> {
            calls.incrementAndGet();
            return call.make(question, enquiry.lookUp().value());
        };
        var retry = Retry.of(
                name,
                RetryConfig.<ContactData>from(retries)
                        .maxAttempts(endurance.calls() - callsBefore)
                        .build());
        try {
            // Who waits for their turn has been let through, so that nobody waits for a provider that is left alone.
            var data = retry.executeCallable(() -> circuit.call(() -> rate.executeCallable(counted), patiently));
            return new Answer.Given(data, calls.get());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException().initCause(e);
            }
            return switch (e) {
                case ProviderFailure failure -> new Answer.Failed(failure.reason(), calls.get());
                case CallNotPermittedException _
                when patiently ->
                    new Answer.Failed("is left alone, since most of its calls have failed for a while", calls.get());
                case CallNotPermittedException _ -> new Answer.LeftAlone(calls.get());
                default -> throw new IllegalStateException(e);
            };
        }
    }

    /** How many milliseconds to wait: what the provider asks for, within limits, or longer each time. */
    private long pause(int calls, Either<Throwable, ContactData> outcome) {
        long backoff = IntervalFunction.ofExponentialRandomBackoff(
                        endurance.pause(), 2, JITTER, endurance.longestPause())
                .apply(calls);
        return outcome.isLeft() && outcome.getLeft() instanceof ProviderFailure failure
                ? Math.max(
                        backoff,
                        Math.min(
                                failure.pause().toMillis(),
                                endurance.longestPause().toMillis()))
                : backoff;
    }
}
