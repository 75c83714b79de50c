package com.grow.outreach.application.service.event;

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
 * The tasks that deliver events to webhooks. {@link DeliveryServices#LOOK_AROUND} polls every second for webhooks with
 * something to deliver and schedules a task for each. The task of a webhook delivers its events in order. It ends when
 * no event is left or a delivery fails, and yields its worker after {@link #LONGEST_RUN}.
 */
record DeliverEventsService(
        Transactions transactions, WebhookSender sender, InstantSource clock, RandomGenerator random) implements Task {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** The time after which the task of a webhook yields its worker to other tasks. */
    private static final Duration LONGEST_RUN = Duration.ofSeconds(5);

    private static final int EVENTS_AT_A_TIME = 1_000;
    private static final int DELIVERIES_AT_A_TIME = 100;

    @Override
    public Optional<Instant> run(String id) {
        if (id.equals(DeliveryServices.LOOK_AROUND)) {
            return Optional.of(lookAround());
        }
        return deliver(new WebhookId(id));
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

    private Optional<Instant> deliver(WebhookId id) {
        var end = clock.instant().plus(LONGEST_RUN);
        while (true) {
            var now = clock.instant();
            var webhook = transactions.write(stored -> {
                stored.webhooks().queue(id, now, EVENTS_AT_A_TIME);
                return stored.webhooks().find(id);
            });
            var due = transactions.read(stored -> stored.webhooks().due(id, now, DELIVERIES_AT_A_TIME));
            if (due.isEmpty()) {
                return Optional.empty();
            }
            for (var delivery : due) {
                if (webhook.isEmpty() || !webhook.get().takes(now) || Thread.interrupted()) {
                    return Optional.empty();
                }
                var at = clock.instant();
                if (at.isAfter(end)) {
                    return Optional.of(at);
                }
                var attempt = sender.send(webhook.get(), delivery, at);
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
                    return Optional.empty();
                }
            }
        }
    }
}
