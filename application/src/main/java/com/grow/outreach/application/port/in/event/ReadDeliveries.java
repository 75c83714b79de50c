package com.grow.outreach.application.port.in.event;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.WebhookId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Use case: see what was sent to a webhook, and send it again.
 *
 * <p>API documentation: {@code /api/webhooks/:id/deliveries}. Each call throws
 * {@link com.grow.outreach.application.port.out.StorageUnavailableException} if the storage can't be reached.
 */
public interface ReadDeliveries {

    /**
     * One page of the deliveries to a webhook, those of the latest events first.
     *
     * @param status where they stand, or null for all
     * @return empty if there is no such webhook
     */
    Optional<Page<Delivery>> list(WebhookId id, Delivery.@Nullable Status status, PageRequest page);

    /** Sends an event again under the id that it had, whatever became of it, soon. */
    Resending resend(WebhookId id, DeliveryId deliveryId);

    /** The result. */
    sealed interface Resending {

        /** It will be sent. */
        record Accepted(Delivery delivery) implements Resending {}

        /** The webhook has no such delivery. */
        record NotFound() implements Resending {}

        /**
         * The webhook is told of nothing.
         *
         * @param reason why
         */
        record Disabled(String reason) implements Resending {}
    }
}
