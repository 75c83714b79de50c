package com.grow.outreach.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of an event to a {@link Webhook}.
 *
 * <p>API documentation: {@code GET /api/webhooks/:id/deliveries}.
 *
 * @param id the id, which is the same for all attempts
 * @param event the event to deliver
 * @param attempts the number of attempts so far
 * @param nextAttemptAt the time of the next attempt; null if the delivery has ended
 * @param last the latest attempt, or null if there was none
 */
public record Delivery(
        DeliveryId id,
        Event event,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Attempt last) {

    /** The pauses after failed attempts, about three days in total. The delivery fails after the last. */
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

    /** The random deviation of a pause, which spreads retries out. */
    private static final double JITTER = 0.2;

    public Delivery {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(event, "event");
        if (attempts < 0) {
            throw new IllegalArgumentException("a delivery has no %d attempts".formatted(attempts));
        }
    }

    /** The status of a delivery. */
    public enum Status {
        /** The delivery has a next attempt. */
        PENDING("pending"),
        /** The endpoint accepted the event. */
        DELIVERED("delivered"),
        /** All attempts failed. */
        FAILED("failed");

        private final String value;

        Status(String value) {
            this.value = value;
        }

        /** Returns the value in the API. */
        public String value() {
            return value;
        }
    }

    /** Returns the status. */
    public Status status() {
        if (nextAttemptAt != null) {
            return Status.PENDING;
        }
        return last != null && last.succeeded() ? Status.DELIVERED : Status.FAILED;
    }

    /**
     * Returns the delivery after an attempt.
     *
     * @param chance a random number from 0 to less than 1, for the jitter
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

    /** Returns the delivery scheduled for another attempt, whatever its status. */
    public Delivery resent(Instant when) {
        return new Delivery(id, event, attempts, Objects.requireNonNull(when, "when"), last);
    }
}
