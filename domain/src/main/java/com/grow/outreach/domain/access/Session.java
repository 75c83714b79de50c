package com.grow.outreach.domain.access;

import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A session of a signed-in user.
 *
 * @param id the public id, which proves nothing
 * @param user the user
 * @param device the client that signed in
 * @param createdAt the time of the sign-in
 * @param lastUsedAt the time of the last request, to a minute
 * @param expiresAt the time at which the session ends, however much it is used
 */
public record Session(
        SessionId id, UserId user, Device device, Instant createdAt, Instant lastUsedAt, Instant expiresAt) {

    /** The interval between two updates of {@link #lastUsedAt}. */
    private static final Duration PRECISION = Duration.ofMinutes(1);

    public Session {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(lastUsedAt, "lastUsedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /**
     * How long sessions last.
     *
     * @param idle the time without requests after which a session ends
     * @param absolute the time after the sign-in after which a session ends
     */
    public record Limits(Duration idle, Duration absolute) {

        /** Twelve hours without requests, and seven days in all. */
        public static final Limits DEFAULT = new Limits(Duration.ofHours(12), Duration.ofDays(7));

        public Limits {
            Objects.requireNonNull(idle, "idle");
            Objects.requireNonNull(absolute, "absolute");
        }
    }

    /** Returns a session that begins now. */
    public static Session begin(SessionId id, UserId user, Device device, Instant now, Limits limits) {
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(limits, "limits");
        return new Session(id, user, device, now, now, now.plus(limits.absolute()));
    }

    /** Returns whether the session is valid at a time. */
    public boolean isLive(Instant now, Limits limits) {
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(limits, "limits");
        return now.isBefore(expiresAt) && now.isBefore(lastUsedAt.plus(limits.idle()));
    }

    /** Returns whether {@link #lastUsedAt} is so old that a request must update it. */
    public boolean needsUpdate(Instant now) {
        Objects.requireNonNull(now, "now");
        return !now.isBefore(lastUsedAt.plus(PRECISION));
    }
}
