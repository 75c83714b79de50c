package com.grow.outreach.application.port.in.event;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.Webhook.Endpoint;
import com.grow.outreach.domain.Webhook.Rotation;
import com.grow.outreach.domain.WebhookId;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Use case: manage webhooks, the endpoints that receive events.
 *
 * <p>API documentation: {@code /api/webhooks}. Each call throws {@link
 * com.grow.outreach.application.port.out.StorageUnavailableException} if the storage can't be reached.
 */
public interface KeepWebhooks {

    /** The default maximum number of webhooks. */
    int DEFAULT_LIMIT = 100;

    /** The result of creating a webhook. */
    sealed interface Creation {

        /** The webhook is created. */
        record Created(Webhook webhook) implements Creation {}

        /** Another webhook has the id. */
        record IdTaken(WebhookId id) implements Creation {}

        /** The number of webhooks has reached the limit. */
        record TooMany(int limit) implements Creation {}
    }

    /**
     * Creates a webhook with a new secret.
     *
     * @param id the id, or null to generate one
     */
    Creation create(@Nullable WebhookId id, Endpoint endpoint);

    /** Returns a page of the webhooks, newest first. */
    Page<Webhook> list(PageRequest page);

    /** Returns the webhook with this id, or empty if there is none. */
    Optional<Webhook> get(WebhookId id);

    /**
     * Changes a webhook.
     *
     * @return the changed webhook, or empty if it does not exist
     */
    Optional<Webhook> change(WebhookId id, UnaryOperator<Webhook> change);

    /**
     * Replaces the secret of a webhook. The former secret remains valid for a day.
     *
     * @return the result, or empty if the webhook does not exist
     */
    Optional<Rotation> rotateSecret(WebhookId id);

    /**
     * Deletes a webhook and its deliveries.
     *
     * @return whether the webhook existed
     */
    boolean delete(WebhookId id);
}
