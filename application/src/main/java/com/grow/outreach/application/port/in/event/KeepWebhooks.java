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
 * Use case: keep the endpoints that are told what happens to outreaches.
 *
 * <p>API documentation: {@code /api/webhooks}. Each call throws
 * {@link com.grow.outreach.application.port.out.StorageUnavailableException} if the storage can't be reached.
 */
public interface KeepWebhooks {

    /** How many there can be, unless it is set otherwise. */
    int DEFAULT_LIMIT = 100;

    /** The result of creating a webhook. */
    sealed interface Creation {

        /** It is there. */
        record Created(Webhook webhook) implements Creation {}

        /** Another webhook has the id already. */
        record IdTaken(WebhookId id) implements Creation {}

        /** There are as many already as there can be. */
        record TooMany(int limit) implements Creation {}
    }

    /**
     * Creates one with a new secret.
     *
     * @param id the id that it is to have, or null for a new one
     */
    Creation create(@Nullable WebhookId id, Endpoint endpoint);

    /** One page of all, newest first. */
    Page<Webhook> list(PageRequest page);

    /** Returns the entry with this id, or empty if there is none. */
    Optional<Webhook> get(WebhookId id);

    /**
     * Changes one.
     *
     * @return what has become of it, or empty if there is none
     */
    Optional<Webhook> change(WebhookId id, UnaryOperator<Webhook> change);

    /**
     * Gives one a new secret; the former counts for a day longer.
     *
     * @return what came of it, or empty if there is no such webhook
     */
    Optional<Rotation> rotateSecret(WebhookId id);

    /**
     * Deletes one and its log.
     *
     * @return whether there was one
     */
    boolean delete(WebhookId id);
}
