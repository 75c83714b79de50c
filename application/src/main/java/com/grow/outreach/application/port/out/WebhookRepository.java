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

/** Stored webhooks and their deliveries. Deliveries are kept as long as their events. */
public interface WebhookRepository {

    /** Returns how many there are, and keeps everybody else from creating one until the transaction ends. */
    int lockCount();

    /**
     * Stores a new one, which is told of events from the last one on that has a position.
     *
     * @return false if its id is taken, and nothing is stored
     */
    boolean create(Webhook webhook, Instant createdAt);

    /** Returns the entry with this id, or empty if there is none. */
    Optional<Webhook> find(WebhookId id);

    /** Loads one and keeps everybody else from changing it until the transaction ends; empty if there is none. */
    Optional<Webhook> lock(WebhookId id);

    /** Stores a changed one, which is one that {@link #lock} returned. */
    void save(Webhook webhook);

    /** Deletes one with its deliveries. */
    void delete(WebhookId id);

    /** One page of all of them, newest first, and how many there are at the same moment. */
    Page<Webhook> page(PageRequest page);

    /** Returns the webhooks with something to deliver now: enabled, not paused, and behind or with a due delivery. */
    List<WebhookId> ready(Instant now);

    /**
     * Makes deliveries of the next events of a webhook that is enabled, each due at once; of those that it is told of.
     *
     * @param limit how many events to go through
     */
    void queue(WebhookId id, Instant now, int limit);

    /** Deliveries that are due, in the order of their events, at most so many. */
    List<Delivery> due(WebhookId id, Instant now, int limit);

    /** Stores the new status of a delivery. */
    void saveDelivery(Delivery delivery);

    /** A delivery to a webhook, or empty if there is none of that id. */
    Optional<Delivery> delivery(WebhookId id, DeliveryId deliveryId);

    /**
     * One page of the deliveries to a webhook, those of the latest events first.
     *
     * @param status where they stand, or null for all
     * @return empty if there is no such webhook
     */
    Optional<Page<Delivery>> deliveries(WebhookId id, Delivery.@Nullable Status status, PageRequest page);
}
