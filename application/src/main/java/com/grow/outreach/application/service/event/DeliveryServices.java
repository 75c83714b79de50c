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

    /** The id of the task that schedules all others. */
    static final String LOOK_AROUND = "look_around";

    private DeliveryServices() {}

    /**
     * Builds the use cases of webhooks and their deliveries.
     *
     * @param transactions stores webhooks
     * @param clock the time
     * @param random generates ids and secrets, so it must be unpredictable
     * @param maxWebhooks the largest number of webhooks
     */
    public static WebhookUseCases over(
            Transactions transactions, InstantSource clock, RandomGenerator random, int maxWebhooks) {
        return new WebhookUseCases(
                new KeepWebhooksService(transactions, clock, random, maxWebhooks),
                new ReadDeliveriesService(transactions, clock));
    }

    /**
     * The task of {@link TaskKind#DELIVERY}, which is scheduled from now on.
     *
     * @param transactions where webhooks and events are kept
     * @param sender how to reach endpoints
     * @param clock what time it is
     * @param random for how long to wait, so that not all come back at once
     */
    public static Task task(
            Transactions transactions, WebhookSender sender, InstantSource clock, RandomGenerator random) {
        transactions.write(stored -> {
            // A clock that was once ahead may have put it off.
            stored.tasks().bringForward(TaskKind.DELIVERY, LOOK_AROUND, clock.instant());
            return LOOK_AROUND;
        });
        return new DeliverEventsService(transactions, sender, clock, random);
    }
}
