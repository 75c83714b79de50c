package com.grow.outreach.adapter.enrichment;

import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider;
import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.contact.ContactFormats;
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

/** An enrichment provider that is called over HTTP. Thread-safe. */
public final class HttpProvider implements EnrichmentProvider {

    /** Longer than any queue of look-ups: the rate limiter delays calls and never rejects one. */
    private static final Duration TURN = Duration.ofHours(1);

    private static final double JITTER = 0.5;

    private final String name;
    private final RetryPolicy policy;
    private final ProviderCall call;
    private final RateLimiter rate;
    private final Circuit circuit;
    private final RetryConfig retries;

    /**
     * Creates a provider.
     *
     * @param settings its URL, key and limits
     * @param formats the formats of the contact data in responses
     * @param clock the clock of the circuit breaker
     */
    public HttpProvider(ProviderSettings settings, ContactFormats formats, InstantSource clock) {
        this(settings, formats, clock, RetryPolicy.DEFAULT);
    }

    HttpProvider(ProviderSettings settings, ContactFormats formats, InstantSource clock, RetryPolicy policy) {
        this.name = settings.name();
        this.policy = policy;
        this.call = new ProviderCall(settings, formats, Executors.newVirtualThreadPerTaskExecutor());
        this.rate = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        // Spreads the calls evenly instead of allowing a burst each second.
                        .limitForPeriod(1)
                        .limitRefreshPeriod(Duration.ofSeconds(1).dividedBy(settings.callsPerSecond()))
                        .timeoutDuration(TURN)
                        .build());
        this.circuit = new Circuit(name, policy, clock);
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
    public Answer askPatiently(Enquiry enquiry, Answer.CircuitOpen soFar) throws InterruptedException {
        return ask(enquiry, soFar.calls(), true);
    }

    /**
     * Calls the provider, with retries.
     *
     * @param callsBefore the number of calls already made for this look-up
     * @param patiently whether to wait while the circuit is open
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
                        .maxAttempts(policy.maxCalls() - callsBefore)
                        .build());
        try {
            // The circuit is checked before the rate limit, so that no look-up queues for a provider with an open
            // circuit.
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
                    new Answer.Failed("was not asked, because most of its calls have failed for a while", calls.get());
                case CallNotPermittedException _ -> new Answer.CircuitOpen(calls.get());
                default -> throw new IllegalStateException(e);
            };
        }
    }

    /** Returns the pause in milliseconds: exponential backoff, or the provider's Retry-After up to the limit. */
    private long pause(int calls, Either<Throwable, ContactData> outcome) {
        long backoff = IntervalFunction.ofExponentialRandomBackoff(policy.backoff(), 2, JITTER, policy.maxBackoff())
                .apply(calls);
        return outcome.isLeft() && outcome.getLeft() instanceof ProviderFailure failure
                ? Math.max(
                        backoff,
                        Math.min(failure.pause().toMillis(), policy.maxBackoff().toMillis()))
                : backoff;
    }
}
