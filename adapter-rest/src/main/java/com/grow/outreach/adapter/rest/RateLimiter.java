package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.domain.UserId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A filter that limits the requests of each user and rejects requests beyond the limits with 429. Responses have the
 * headers of draft-ietf-httpapi-ratelimit-headers. An open API has no users and therefore no limits. Each server
 * process counts for itself.
 */
final class RateLimiter implements Filter {

    static final HeaderName RATE_LIMIT = HeaderNames.create("RateLimit");
    static final HeaderName RATE_LIMIT_POLICY = HeaderNames.create("RateLimit-Policy");

    /** The maximum number of buckets in memory. The bucket that has not been used for the longest time goes first. */
    private static final int MOST_BUCKETS = 10_000;

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final RateLimits limits;
    private final Map<Key, Bucket> buckets = Collections.synchronizedMap(new LeastRecentlyUsed());

    RateLimiter(RateLimits limits) {
        this.limits = limits;
    }

    private record Key(UserId user, OperationKind kind) {}

    private static final class LeastRecentlyUsed extends LinkedHashMap<Key, Bucket> {

        private static final long serialVersionUID = 1;

        LeastRecentlyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Bucket> eldest) {
            return size() > MOST_BUCKETS;
        }
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var user = request.context().get(Call.class).map(call -> call.caller().user());
        if (user.isPresent()) {
            var prologue = request.prologue();
            OperationKind.of(prologue.method(), prologue.uriPath().path())
                    .filter(kind -> limits.of(kind) > 0)
                    .ifPresent(kind -> count(user.get(), kind, response));
        }
        chain.proceed();
    }

    private void count(UserId user, OperationKind kind, RoutingResponse response) {
        int limit = limits.of(kind);
        var result =
                buckets.computeIfAbsent(new Key(user, kind), _ -> bucket(limit)).tryConsumeAndReturnRemaining(1);
        announce(kind, limit, result, response);
        if (!result.isConsumed()) {
            long wait = seconds(result.getNanosToWaitForRefill());
            response.header(HeaderNames.RETRY_AFTER, Long.toString(wait));
            throw new ProblemException(new Problem(
                    Status.TOO_MANY_REQUESTS_429,
                    "You have used your limit of %d %s a minute; try again in %d s."
                            .formatted(limit, kind == OperationKind.BULK ? "bulk operations" : kind.value(), wait)));
        }
    }

    private static void announce(OperationKind kind, int limit, ConsumptionProbe result, RoutingResponse response) {
        var name = '"' + kind.value() + '"';
        response.header(RATE_LIMIT_POLICY, "%s;q=%d;w=%d".formatted(name, limit, PERIOD.toSeconds()))
                .header(
                        RATE_LIMIT,
                        "%s;r=%d;t=%d"
                                .formatted(
                                        name, result.getRemainingTokens(), seconds(result.getNanosToWaitForReset())));
    }

    private Bucket bucket(int limit) {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, PERIOD))
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return limits.nanoTime().getAsLong();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return false;
                    }
                })
                .build();
    }

    /** Returns whole seconds, rounded up. */
    private static long seconds(long nanos) {
        long second = TimeUnit.SECONDS.toNanos(1);
        return (nanos + second - 1) / second;
    }
}
