package com.grow.outreach.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's endpoint that is told over HTTP what happens to outreaches.
 *
 * <p>API documentation: {@code /api/webhooks}.
 *
 * @param id its id
 * @param endpoint where it is and what it is told
 * @param secrets what its deliveries are signed with
 * @param health how its deliveries have gone of late
 */
public record Webhook(WebhookId id, Endpoint endpoint, Secrets secrets, Health health) {

    public Webhook {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(secrets, "secrets");
        Objects.requireNonNull(health, "health");
    }

    /** A new one. */
    public static Webhook create(WebhookId id, Endpoint endpoint, WebhookSecret secret) {
        return new Webhook(
                id, endpoint, new Secrets(Objects.requireNonNull(secret, "secret"), null, null), Health.GOOD);
    }

    /**
     * Where an endpoint is and what it is told.
     *
     * @param url an absolute URL of http or https
     * @param events the kinds of events that it is told of; empty for all
     * @param description what it is for, or null
     */
    public record Endpoint(
            String url, Set<EventType> events, @Nullable String description) {

        public Endpoint {
            Objects.requireNonNull(url, "url");
            events = Set.copyOf(Objects.requireNonNull(events, "events"));
        }
    }

    /** Whether it is told of events; if not, {@link Health#disabledReason} says why. */
    public boolean isEnabled() {
        return health.disabledReason() == null;
    }

    /** Whether there may be an attempt to deliver something to it. */
    public boolean takes(Instant now) {
        Objects.requireNonNull(now, "now");
        return isEnabled() && (health.pausedUntil() == null || !now.isBefore(health.pausedUntil()));
    }

    /** The same webhook with another endpoint. */
    public Webhook with(Endpoint changed) {
        return new Webhook(id, Objects.requireNonNull(changed, "changed"), secrets, health);
    }

    /** The same webhook, told of events again, from the one on at which it was disabled. */
    public Webhook enabled() {
        return isEnabled() ? this : with(Health.GOOD);
    }

    /** The same webhook, told of nothing until it is enabled. */
    public Webhook disabled() {
        return isEnabled() ? with(new Health(0, null, null, "switched off")) : this;
    }

    /** What comes of giving a webhook a new secret. */
    public sealed interface Rotation {

        /** The same webhook with a new secret; the one that it had counts for a day longer. */
        record Rotated(Webhook webhook) implements Rotation {

            public Rotated {
                Objects.requireNonNull(webhook, "webhook");
            }
        }

        /**
         * It has got one of late, and whoever checks what it sends may still go by the former, which another one would end.
         *
         * @param formerUntil until when that counts
         */
        record TooSoon(Instant formerUntil) implements Rotation {

            public TooSoon {
                Objects.requireNonNull(formerUntil, "formerUntil");
            }
        }
    }

    /** Gives it a new secret. */
    public Rotation rotated(WebhookSecret secret, Instant now) {
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(now, "now");
        var formerUntil = secrets.formerUntil();
        if (formerUntil != null && secrets.at(now).size() > 1) {
            return new Rotation.TooSoon(formerUntil);
        }
        var overlapping = new Secrets(secret, secrets.current(), now.plus(Secrets.OVERLAP));
        return new Rotation.Rotated(new Webhook(id, endpoint, overlapping, health));
    }

    /** The same webhook after an attempt to deliver something to it. */
    public Webhook after(Attempt attempt) {
        Objects.requireNonNull(attempt, "attempt");
        if (!isEnabled()) {
            return this;
        }
        return with(attempt.succeeded() ? Health.GOOD : health.failed(attempt));
    }

    private Webhook with(Health changed) {
        return new Webhook(id, endpoint, secrets, changed);
    }

    /**
     * What deliveries are signed with.
     *
     * @param current the latest
     * @param former the one before it, or null if there was none
     * @param formerUntil until when that counts, too; null if there was none
     */
    public record Secrets(
            WebhookSecret current,
            @Nullable WebhookSecret former,
            @Nullable Instant formerUntil) {

        private static final Duration OVERLAP = Duration.ofDays(1);

        public Secrets {
            Objects.requireNonNull(current, "current");
        }

        /** Those that count at a moment. */
        public List<WebhookSecret> at(Instant now) {
            Objects.requireNonNull(now, "now");
            return former == null || formerUntil == null || now.isAfter(formerUntil)
                    ? List.of(current)
                    : List.of(current, former);
        }
    }

    /**
     * How deliveries have gone of late.
     *
     * @param failures how many attempts have failed one after another
     * @param failingSince when the first of those was; null if there are none
     * @param pausedUntil when to try again, whatever there is to deliver; null if at any time
     * @param disabledReason why it is told of nothing; null if it is
     */
    public record Health(
            int failures,
            @Nullable Instant failingSince,
            @Nullable Instant pausedUntil,
            @Nullable String disabledReason) {

        /** Nothing is wrong. */
        public static final Health GOOD = new Health(0, null, null, null);

        /** After failing for so long an endpoint is disabled. */
        public static final Duration PATIENCE = Duration.ofDays(3);

        private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
        private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
        private static final int GONE = 410;

        private Health failed(Attempt attempt) {
            int count = failures + 1;
            var since = failingSince == null ? attempt.at() : failingSince;
            if (attempt.statusCode() != null && attempt.statusCode() == GONE) {
                return new Health(count, since, null, "the endpoint answered 410 Gone");
            }
            if (Duration.between(since, attempt.at()).compareTo(PATIENCE) >= 0) {
                return new Health(count, since, null, "every attempt failed since " + since);
            }
            var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(count - 1, 10));
            var shorter = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
            return new Health(count, since, attempt.orLater(attempt.at().plus(shorter)), null);
        }
    }
}
