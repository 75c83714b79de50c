package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.event.KeepWebhooks;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.service.directory.DirectoryServices;
import com.grow.outreach.application.service.event.DeliveryServices;
import com.grow.outreach.application.service.imports.ImportServices;
import com.grow.outreach.application.service.outreach.OutreachServices;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Builds the use cases. */
public final class Services {

    private Services() {}

    /** Builds the use cases with the default limit on the number of webhooks. */
    public static UseCases over(Transactions transactions, InstantSource clock, RandomGenerator random) {
        return over(transactions, clock, random, KeepWebhooks.DEFAULT_LIMIT);
    }

    /**
     * Builds the use cases.
     *
     * @param transactions the storage
     * @param clock the current time, for the history and the expiry of answers
     * @param random the generator of ids and secrets, which must be cryptographically secure
     * @param maxWebhooks the maximum number of webhooks
     */
    public static UseCases over(
            Transactions transactions, InstantSource clock, RandomGenerator random, int maxWebhooks) {
        return new UseCases(
                OutreachServices.over(transactions, clock, random),
                DirectoryServices.over(transactions, clock, random),
                ImportServices.over(transactions, clock),
                DeliveryServices.over(transactions, clock, random, maxWebhooks),
                new AnswerOnceService(transactions, clock, random, maxWebhooks));
    }
}
