package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored webhooks and their deliveries. A delivery is deleted with its event. */
public interface WebhookRepository {

    /** Returns the number of webhooks and locks their creation until the transaction ends. */
    int lockCount();

    /**
     * Stores a new webhook. It receives the events after the last assigned position.
     *
     * @return false if the id exists; nothing is stored then
     */
    boolean create(Webhook webhook, Instant createdAt);

    /** Returns the webhook with this id, or empty if there is none. */
    Optional<Webhook> find(WebhookId id);

    /** Returns the webhook with this id, locked until the transaction ends; empty if there is none. */
    Optional<Webhook> lock(WebhookId id);

    /** Stores a changed webhook that {@link #lock} returned. */
    void save(Webhook webhook);

    /** Deletes a webhook and its deliveries. */
    void delete(WebhookId id);

    /** Returns a page of the webhooks, newest first, and their total number, both as of the same time. */
    Page<Webhook> page(PageRequest page);

    /** Returns the webhooks with something to deliver now: enabled, not paused, and behind or with a due delivery. */
    List<WebhookId> ready(Instant now);

    /**
     * Creates deliveries of the next events that an enabled webhook {@linkplain Webhook#subscribesTo subscribes to},
     * due now.
     *
     * @param limit the maximum number of events to process
     */
    void queue(WebhookId id, Instant now, int limit);

    /**
     * Creates a delivery of a test event to a webhook that {@link #lock} returned, due now. The feed does not have the
     * event.
     */
    Delivery createTest(WebhookId id, Instant now);

    /** Returns the due deliveries in the order of their events, up to the limit. */
    List<Delivery> due(WebhookId id, Instant now, int limit);

    /** Stores the new status of a delivery. */
    void saveDelivery(Delivery delivery);

    /** Returns the delivery to a webhook with this id, or empty if there is none. */
    Optional<Delivery> delivery(WebhookId id, DeliveryId deliveryId);

    /**
     * Returns a page of the deliveries to a webhook, latest event first.
     *
     * @param status the {@linkplain Delivery#status status}, or null for all
     * @return the page, or empty if the webhook does not exist
     */
    Optional<Page<Delivery>> deliveries(WebhookId id, Delivery.@Nullable Status status, PageRequest page);
}
