package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.OutreachUseCases;
import com.grow.outreach.application.port.out.Transactions;
import java.time.InstantSource;

/** The use cases, made of what they need. */
public final class OutreachServices {

    private OutreachServices() {}

    /**
     * The use cases over a storage.
     *
     * @param transactions where outreaches are kept
     * @param clock what time it is, for the history and for how long answers are kept
     */
    public static OutreachUseCases over(Transactions transactions, InstantSource clock) {
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
                new AnswerOnceService(transactions, clock));
    }
}
