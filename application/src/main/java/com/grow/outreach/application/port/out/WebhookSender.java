package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.Attempt;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.Webhook;
import java.time.Instant;

/** A sender of deliveries. */
@FunctionalInterface
public interface WebhookSender {

    /**
     * Attempts a delivery once. The time is bounded. Any error is a failed attempt.
     *
     * @param now the current time
     */
    Attempt send(Webhook webhook, Delivery delivery, Instant now);
}
