package com.grow.outreach.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pace at which failed sign-ins may follow each other. The first failures are free. After those, each failure doubles
 * the pause before the next attempt, up to a longest one. Failures count for {@link #WINDOW}, so the pause decays by itself.
 *
 * @param free the number of failures without a pause
 * @param first the first pause
 * @param longest the longest pause
 */
public record SignInPace(int free, Duration first, Duration longest) {

    /** The time for which a failure counts. */
    public static final Duration WINDOW = Duration.ofMinutes(15);

    /** The pace of attempts for one account from one network. */
    public static final SignInPace ACCOUNT_FROM_NETWORK =
            new SignInPace(5, Duration.ofSeconds(5), Duration.ofMinutes(5));

    /** The pace of attempts for one account from networks from which its user has not signed in before. */
    public static final SignInPace ACCOUNT = new SignInPace(30, Duration.ofSeconds(1), Duration.ofSeconds(10));

    /** The pace of attempts from one network, for all accounts. */
    public static final SignInPace NETWORK = new SignInPace(50, Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** The largest number of doublings, which exceeds every longest pause without overflow. */
    private static final int MOST_DOUBLINGS = 20;

    public SignInPace {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(longest, "longest");
    }

    /**
     * The failures within the window.
     *
     * @param count the number
     * @param last the time of the last one, or null if there is none
     */
    public record Failures(int count, @Nullable Instant last) {

        /** No failures. */
        public static final Failures NONE = new Failures(0, null);
    }

    /** Returns the time until the next attempt is allowed; zero if it is allowed now. */
    public Duration pause(Failures failures, Instant now) {
        Objects.requireNonNull(failures, "failures");
        Objects.requireNonNull(now, "now");
        var last = failures.last();
        if (last == null || failures.count() < free) {
            return Duration.ZERO;
        }
        var grown = first.multipliedBy(1L << Math.min(failures.count() - free, MOST_DOUBLINGS));
        var pause = grown.compareTo(longest) < 0 ? grown : longest;
        var left = Duration.between(now, last.plus(pause));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
