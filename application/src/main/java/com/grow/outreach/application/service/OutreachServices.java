package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.ImportUseCases;
import com.grow.outreach.application.port.in.KeepWebhooks;
import com.grow.outreach.application.port.in.OutreachUseCases;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.in.WebhookUseCases;
import com.grow.outreach.application.port.out.TaskKind;
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
     * @param random for ids that nobody gives and for secrets; a good source, since none is to be guessed
     */
    public static OutreachUseCases over(Transactions transactions, InstantSource clock, RandomGenerator random) {
        return over(transactions, clock, random, KeepWebhooks.DEFAULT_LIMIT);
    }

    /** As {@link #over(Transactions, InstantSource, RandomGenerator)}, with another limit on the number of webhooks. */
    public static OutreachUseCases over(
            Transactions transactions, InstantSource clock, RandomGenerator random, int maxWebhooks) {
        return new OutreachUseCases(
                new ListOutreachesService(transactions),
                new WalkOutreachesService(transactions),
                new CountOutreachesService(transactions),
                new GetOutreachService(transactions),
                new ListTransitionsService(transactions),
                new AssignSequenceService(transactions),
                new TransitionOutreachService(transactions, clock),
                new BatchAssignSequenceService(transactions, clock),
                new BatchTransitionOutreachService(transactions, clock),
                new ListJobsService(transactions),
                new GetJobService(transactions),
                new StopJobService(transactions, clock),
                MaintenanceServices.over(transactions, clock, random),
                new WebhookUseCases(
                        new KeepWebhooksService(transactions, clock, random, maxWebhooks),
                        new ReadDeliveriesService(transactions, clock)),
                new ImportUseCases(new StopImportService(transactions, clock), new DeleteImportService(transactions)),
                new AnswerOnceService(transactions, clock, random, maxWebhooks));
    }

    /**
     * What jobs do when their time has come: the task of {@link TaskKind#JOB}.
     *
     * @param transactions where jobs and outreaches are kept
     * @param clock what time it is
     */
    public static Task jobs(Transactions transactions, InstantSource clock) {
        return jobs(transactions, clock, JobTask.STEP_SIZE);
    }

    /** What jobs do when their time has come, with so many outreaches in a step. */
    public static Task jobs(Transactions transactions, InstantSource clock, int stepSize) {
        return new JobTask(transactions, clock, stepSize);
    }
}
