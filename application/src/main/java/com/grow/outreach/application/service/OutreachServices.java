package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.OutreachUseCases;
import com.grow.outreach.application.port.out.Transactions;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The use cases, made of what they need. */
public final class OutreachServices {

    private OutreachServices() {}

    /**
     * The use cases over a storage.
     *
     * @param transactions where outreaches are kept
     * @param clock what time it is, for the history and for how long answers are kept
     * @param random for ids that nobody gives; a good source, since no two are to be alike
     */
    public static OutreachUseCases over(Transactions transactions, InstantSource clock, RandomGenerator random) {
        return new OutreachUseCases(
                new ListOutreachesService(transactions),
                new WalkOutreachesService(transactions),
                new CountOutreachesService(transactions),
                new GetOutreachService(transactions),
                new ListTransitionsService(transactions),
                new AssignSequenceService(transactions),
                new StartEnrichmentService(transactions, clock),
                new BatchAssignSequenceService(transactions),
                new BatchStartEnrichmentService(transactions, clock),
                MaintenanceServices.over(transactions, clock, random),
                new AnswerOnceService(transactions, clock, random));
    }
}
