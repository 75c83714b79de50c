package com.grow.outreach.application.port.in.event;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.WebhookId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Use case: list the deliveries to a webhook, resend them, and send test events.
 *
 * <p>API documentation: {@code /api/webhooks/:id/deliveries}. Each call throws {@link
 * com.grow.outreach.application.port.out.StorageUnavailableException} if the storage can't be reached.
 */
public interface ReadDeliveries {

    /**
     * Returns a page of the deliveries to a webhook, latest event first.
     *
     * @param status the status of the deliveries, or null for all
     * @return the page, or empty if the webhook does not exist
     */
    Optional<Page<Delivery>> list(WebhookId id, Delivery.@Nullable Status status, PageRequest page);

    /** Schedules a delivery for another attempt, with the same delivery id and regardless of its status. */
    Sending resend(WebhookId id, DeliveryId deliveryId);

    /** Schedules a delivery of a test event. */
    Sending test(WebhookId id);

    /** The result. */
    sealed interface Sending {

        /** The delivery is scheduled. */
        record Accepted(Delivery delivery) implements Sending {}

        /** The webhook, or the delivery, does not exist. */
        record NotFound() implements Sending {}

        /**
         * The webhook is disabled.
         *
         * @param reason the reason why it is disabled
         */
        record Disabled(String reason) implements Sending {}
    }
}
