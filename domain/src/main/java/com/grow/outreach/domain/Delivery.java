package com.grow.outreach.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one {@link Webhook}.
 *
 * <p>API documentation: {@code GET /api/webhooks/:id/deliveries}.
 *
 * @param id its id, which stays the same however often it is sent
 * @param event what is delivered
 * @param attempts how often that was tried
 * @param nextAttemptAt when to try next; null if it is delivered or given up
 * @param last the last attempt, or null if there was none
 */
public record Delivery(
        DeliveryId id,
        OutreachEvent event,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Attempt last) {

    /** How long to wait after each attempt that failed; after the last of them it is given up. About three days in all. */
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** How much a wait may differ, so that not all come back at the same moment. */
    private static final double JITTER = 0.2;

    public Delivery {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(event, "event");
        if (attempts < 0) {
            throw new IllegalArgumentException("a delivery has no %d attempts".formatted(attempts));
        }
    }

    /** Where a delivery stands. */
    public enum Status {
        /** It is yet to be delivered. */
        PENDING("pending"),
        /** The endpoint has taken it. */
        DELIVERED("delivered"),
        /** It was tried for three days and given up. */
        FAILED("failed");

        private final String value;

        Status(String value) {
            this.value = value;
        }

        /** Its name in the API. */
        public String value() {
            return value;
        }
    }

    /** Where it stands. */
    public Status status() {
        if (nextAttemptAt != null) {
            return Status.PENDING;
        }
        return last != null && last.succeeded() ? Status.DELIVERED : Status.FAILED;
    }

    /**
     * The delivery after an attempt.
     *
     * @param chance from 0 to less than 1, at random
     */
    public Delivery after(Attempt attempt, double chance) {
        Objects.requireNonNull(attempt, "attempt");
        boolean over = attempt.succeeded() || attempts >= WAITS.size();
        return new Delivery(
                id,
                event,
                attempts + 1,
                over ? null : attempt.orLater(attempt.at().plus(pause(chance))),
                attempt);
    }

    private Duration pause(double chance) {
        double factor = 1 + JITTER * (2 * chance - 1);
        return Duration.ofMillis((long) (WAITS.get(attempts).toMillis() * factor));
    }

    /** The delivery, to be sent again from a moment on whatever became of it. */
    public Delivery resent(Instant when) {
        return new Delivery(id, event, attempts, Objects.requireNonNull(when, "when"), last);
    }
}
