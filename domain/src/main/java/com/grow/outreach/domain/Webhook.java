package com.grow.outreach.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A webhook: an HTTP endpoint that receives events about outreaches.
 *
 * <p>API documentation: {@code /api/webhooks}.
 *
 * @param id its id
 * @param endpoint the URL and the subscribed events
 * @param secrets the signing secrets
 * @param health the outcome of recent deliveries
 */
public record Webhook(WebhookId id, Endpoint endpoint, Secrets secrets, Health health) {

    public Webhook {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(secrets, "secrets");
        Objects.requireNonNull(health, "health");
    }

    /** Returns a new, enabled webhook. */
    public static Webhook create(WebhookId id, Endpoint endpoint, WebhookSecret secret) {
        return new Webhook(
                id, endpoint, new Secrets(Objects.requireNonNull(secret, "secret"), null, null), Health.GOOD);
    }

    /**
     * The URL and the subscribed events of a webhook.
     *
     * @param url an absolute http or https URL
     * @param events the subscribed event types; empty for all
     * @param description a description, or null for none
     */
    public record Endpoint(
            String url, Set<EventType> events, @Nullable String description) {

        public Endpoint {
            Objects.requireNonNull(url, "url");
            events = Set.copyOf(Objects.requireNonNull(events, "events"));
        }
    }

    /** Returns whether it receives events. Otherwise {@link Health#disabledReason} gives the reason. */
    public boolean isEnabled() {
        return health.disabledReason() == null;
    }

    /** Returns whether it subscribes to a type of event. */
    public boolean subscribesTo(EventType type) {
        Objects.requireNonNull(type, "type");
        return endpoint.events().isEmpty() || endpoint.events().contains(type);
    }

    /** Returns whether it is enabled and not paused at a time. */
    public boolean takes(Instant now) {
        Objects.requireNonNull(now, "now");
        return isEnabled() && (health.pausedUntil() == null || !now.isBefore(health.pausedUntil()));
    }

    /** Returns this webhook with another endpoint. */
    public Webhook with(Endpoint changed) {
        return new Webhook(id, Objects.requireNonNull(changed, "changed"), secrets, health);
    }

    /** Returns the enabled webhook. Deliveries resume with the event at which it was disabled. */
    public Webhook enabled() {
        return isEnabled() ? this : with(Health.GOOD);
    }

    /** Returns the disabled webhook, which receives no events. */
    public Webhook disabled() {
        return isEnabled() ? with(new Health(0, null, null, "switched off")) : this;
    }

    /** The result of rotating the secret. */
    public sealed interface Rotation {

        /** The webhook has a new secret. The former one remains valid for a day. */
        record Rotated(Webhook webhook) implements Rotation {

            public Rotated {
                Objects.requireNonNull(webhook, "webhook");
            }
        }

        /**
         * The former secret is still valid. Another rotation would invalidate it while receivers may still use it.
         *
         * @param formerUntil the end of its validity
         */
        record TooSoon(Instant formerUntil) implements Rotation {

            public TooSoon {
                Objects.requireNonNull(formerUntil, "formerUntil");
            }
        }
    }

    /** Rotates the secret. */
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

    /** Returns this webhook after a delivery attempt. */
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
     * The signing secrets of a webhook.
     *
     * @param current the current secret
     * @param former the previous secret, or null for none
     * @param formerUntil the end of the previous secret's validity, or null for none
     */
    public record Secrets(
            WebhookSecret current,
            @Nullable WebhookSecret former,
            @Nullable Instant formerUntil) {

        private static final Duration OVERLAP = Duration.ofDays(1);

        public Secrets {
            Objects.requireNonNull(current, "current");
        }

        /** Returns the secrets that are valid at a time, the current one first. */
        public List<WebhookSecret> at(Instant now) {
            Objects.requireNonNull(now, "now");
            return former == null || formerUntil == null || now.isAfter(formerUntil)
                    ? List.of(current)
                    : List.of(current, former);
        }
    }

    /**
     * The outcome of recent deliveries.
     *
     * @param failures the number of consecutive failed attempts
     * @param failingSince the time of the first of them, or null for none
     * @param pausedUntil the end of the pause in deliveries, or null for none
     * @param disabledReason the reason why the webhook is disabled, or null if it is enabled
     */
    public record Health(
            int failures,
            @Nullable Instant failingSince,
            @Nullable Instant pausedUntil,
            @Nullable String disabledReason) {

        /** No failures. */
        public static final Health GOOD = new Health(0, null, null, null);

        /** The time of continuous failure after which a webhook is disabled. */
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
