package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.WebhookSender;
import com.grow.outreach.domain.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Delivers events to webhooks. The task {@link DeliveryServices#LOOK_AROUND} looks every second for webhooks that there is
 * something for and schedules a task for each, so none is forgotten, whoever changed what. The task of a webhook delivers
 * one event after another and ends when there is none left or one has failed.
 */
record DeliverEventsService(
        Transactions transactions, WebhookSender sender, InstantSource clock, RandomGenerator random) implements Task {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int EVENTS_AT_A_TIME = 1_000;
    private static final int DELIVERIES_AT_A_TIME = 100;

    @Override
    public Optional<Instant> run(String id) {
        if (id.equals(DeliveryServices.LOOK_AROUND)) {
            return Optional.of(lookAround());
        }
        deliver(new WebhookId(id));
        return Optional.empty();
    }

    private Instant lookAround() {
        var now = clock.instant();
        transactions.write(stored -> {
            var ready =
                    stored.webhooks().ready(now).stream().map(WebhookId::value).toList();
            stored.tasks().schedule(TaskKind.DELIVERY, ready, now);
            return ready;
        });
        return now.plus(INTERVAL);
    }

    private void deliver(WebhookId id) {
        while (true) {
            var now = clock.instant();
            var webhook = transactions.write(stored -> {
                stored.webhooks().queue(id, now, EVENTS_AT_A_TIME);
                return stored.webhooks().find(id);
            });
            var due = transactions.read(stored -> stored.webhooks().due(id, now, DELIVERIES_AT_A_TIME));
            if (due.isEmpty()) {
                return;
            }
            for (var delivery : due) {
                if (webhook.isEmpty() || !webhook.get().takes(now) || Thread.interrupted()) {
                    return;
                }
                var attempt = sender.send(webhook.get(), delivery, clock.instant());
                webhook =
                        transactions.write(stored -> stored.webhooks().lock(id).map(present -> {
                            stored.webhooks().saveDelivery(delivery.after(attempt, random.nextDouble()));
                            var after = present.after(attempt);
                            if (!after.equals(present)) {
                                stored.webhooks().save(after);
                            }
                            return after;
                        }));
                if (!attempt.succeeded()) {
                    return;
                }
            }
        }
    }
}
