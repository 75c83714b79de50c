package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.in.outreach.OutreachUseCases;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.access.Account.Visibility;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Builds the use cases of outreaches and the task of jobs. */
public final class OutreachServices {

    private OutreachServices() {}

    /**
     * Builds the use cases.
     *
     * @param transactions the storage
     * @param clock the current time, for the history
     * @param random the generator of ids
     */
    public static OutreachUseCases over(Transactions transactions, InstantSource clock, RandomGenerator random) {
        return new OutreachUseCases(
                new ListOutreachesService(transactions),
                new WalkOutreachesService(transactions),
                new CountOutreachesService(transactions),
                new GetOutreachService(transactions),
                new ExpandOutreachesService(transactions, clock),
                new ListTransitionsService(transactions),
                new OpenOutreachService(transactions, clock, random),
                new OpenToNewPersonService(transactions, clock, random),
                new DeleteOutreachService(transactions),
                new AssignSequenceService(transactions),
                new TransitionOutreachService(transactions, clock),
                new BatchAssignSequenceService(transactions, clock),
                new BatchTransitionOutreachService(transactions, clock),
                new ForecastBatchService(transactions, clock),
                new ListJobsService(transactions),
                new GetJobService(transactions),
                new StopJobService(transactions, clock),
                new UndoJobService(transactions, clock),
                new SaveViewsService(transactions, clock, random),
                new ReadInsightsService(transactions, clock));
    }

    /**
     * Builds the task of {@link TaskKind#JOB}, which runs jobs.
     *
     * @param transactions the storage
     * @param clock the current time, for the history
     */
    public static Task jobs(Transactions transactions, InstantSource clock) {
        return jobs(transactions, clock, JobTask.STEP_SIZE);
    }

    /**
     * Builds the task of jobs.
     *
     * @param unowned who sees companies without an owner
     */
    public static Task jobs(Transactions transactions, InstantSource clock, Visibility unowned) {
        return new JobTask(transactions, clock, JobTask.STEP_SIZE, unowned);
    }

    /** Builds the task of jobs, with the number of outreaches in one step. */
    public static Task jobs(Transactions transactions, InstantSource clock, int stepSize) {
        return new JobTask(transactions, clock, stepSize, Visibility.EVERYBODY);
    }
}
