package com.grow.outreach.application.service.event;

import com.grow.outreach.application.port.in.event.ReadDeliveries;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.WebhookId;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record ReadDeliveriesService(Transactions transactions, InstantSource clock) implements ReadDeliveries {

    @Override
    public Optional<Page<Delivery>> list(WebhookId id, Delivery.@Nullable Status status, PageRequest page) {
        return transactions.read(stored -> stored.webhooks().deliveries(id, status, page));
    }

    @Override
    public Sending resend(WebhookId id, DeliveryId deliveryId) {
        return transactions.write(stored -> resend(stored, id, deliveryId));
    }

    @Override
    public Sending test(WebhookId id) {
        return transactions.write(stored -> stored.webhooks()
                .lock(id)
                .<Sending>map(webhook -> {
                    var reason = webhook.health().disabledReason();
                    return reason == null
                            ? new Sending.Accepted(stored.webhooks().createTest(id, clock.instant()))
                            : new Sending.Disabled(reason);
                })
                .orElseGet(Sending.NotFound::new));
    }

    private Sending resend(Repositories stored, WebhookId id, DeliveryId deliveryId) {
        // With the lock, a running attempt can't store its outcome between these reads and the write.
        var webhook = stored.webhooks().lock(id);
        var delivery = webhook.flatMap(present -> stored.webhooks().delivery(id, deliveryId));
        if (webhook.isEmpty() || delivery.isEmpty()) {
            return new Sending.NotFound();
        }
        var reason = webhook.get().health().disabledReason();
        if (reason != null) {
            return new Sending.Disabled(reason);
        }
        var resent = delivery.get().resent(clock.instant());
        stored.webhooks().saveDelivery(resent);
        return new Sending.Accepted(resent);
    }
}
