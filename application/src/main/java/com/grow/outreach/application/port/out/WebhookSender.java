package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.Attempt;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.Webhook;
import java.time.Instant;

/** Sends what is to be delivered. */
@FunctionalInterface
public interface WebhookSender {

    /**
     * Tries once to deliver, which takes a bounded time whatever the endpoint does. Whatever goes wrong is an attempt that
     * failed.
     *
     * @param now what time it is
     */
    Attempt send(Webhook webhook, Delivery delivery, Instant now);
}
