package com.grow.outreach.application.service.event;

import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.in.event.WebhookUseCases;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.WebhookSender;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Builds the use cases of webhooks and the task that delivers events to them. */
public final class DeliveryServices {

    /** The id of the task that schedules the tasks of webhooks. */
    static final String LOOK_AROUND = "look_around";

    private DeliveryServices() {}

    /**
     * Builds the use cases of webhooks and their deliveries.
     *
     * @param transactions the storage
     * @param clock the current time
     * @param random the generator of ids and secrets, which must be cryptographically secure
     * @param maxWebhooks the maximum number of webhooks
     */
    public static WebhookUseCases over(
            Transactions transactions, InstantSource clock, RandomGenerator random, int maxWebhooks) {
        return new WebhookUseCases(
                new KeepWebhooksService(transactions, clock, random, maxWebhooks),
                new ReadDeliveriesService(transactions, clock));
    }

    /**
     * Builds and schedules the task of {@link TaskKind#DELIVERY}, which delivers events.
     *
     * @param transactions the storage
     * @param sender the sender of deliveries
     * @param clock the current time
     * @param random the source of jitter for retries
     */
    public static Task task(
            Transactions transactions, WebhookSender sender, InstantSource clock, RandomGenerator random) {
        transactions.write(stored -> {
            // A clock that was ahead may have scheduled it too late.
            stored.tasks().bringForward(TaskKind.DELIVERY, LOOK_AROUND, clock.instant());
            return LOOK_AROUND;
        });
        return new DeliverEventsService(transactions, sender, clock, random);
    }
}
