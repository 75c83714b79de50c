package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A job at work, step by step. A step locks the job first, so that it has one worker at a time, whatever the scheduler
 * believes, and whoever stops it waits for the step to end. Its changes and how far the job is then are stored together.
 *
 * @param transactions where jobs and outreaches are kept
 * @param clock what time it is
 * @param stepSize how many outreaches a step is for
 */
record JobTask(Transactions transactions, InstantSource clock, int stepSize) implements Task {

    /** As many as are done in a fraction of a second, which is how long others may wait for one of them. */
    static final int STEP_SIZE = 2_000;

    /** After which it lets go, to be taken up again by whoever is free; whoever wants to stop waits no longer for it. */
    private static final Duration LONGEST_RUN = Duration.ofSeconds(5);

    @Override
    public Optional<Instant> run(String id) {
        var job = new JobId(id);
        var end = clock.instant().plus(LONGEST_RUN);
        while (step(job)) {
            var now = clock.instant();
            if (now.isAfter(end)) {
                return Optional.of(now);
            }
        }
        return Optional.empty();
    }

    /** Makes the next step of a job and returns whether another one follows. */
    boolean step(JobId id) {
        try {
            return transactions.write(stored -> change(stored, id, job -> stepped(stored, job)));
        } catch (StorageUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            transactions.write(stored -> change(stored, id, job -> job.stumbled(clock.instant())));
            throw e;
        }
    }

    /** Stores how a job stands after a change, unless it has ended; returns whether it goes on. */
    private static boolean change(Repositories stored, JobId id, UnaryOperator<Job> change) {
        var job = stored.jobs().lock(id);
        if (job.isEmpty() || job.get().isFinished()) {
            return false;
        }
        var changed = change.apply(job.get());
        stored.jobs().save(changed);
        return !changed.isFinished();
    }

    private Job stepped(Repositories stored, Job job) {
        return job.request().change() instanceof Move move
                ? moved(stored, job, move.state())
                : assigned(stored, job, ((Assignment) job.request().change()).sequenceId());
    }

    private Job moved(Repositories stored, Job job, OutreachState state) {
        var request = job.request();
        var slice = Selected.next(stored, request.filter(), next(job), request.dryRun());
        var now = clock.instant();
        var moves = Moves.make(stored, slice.items(), state, request.cause(), now, request.dryRun());
        stored.jobs()
                .refuse(
                        job.id(),
                        moves.refused().entrySet().stream()
                                .map(refused -> new Job.Refusal(refused.getKey(), refused.getValue()))
                                .toList());
        return job.advanced(moves.moved().size(), moves.refused().size(), slice.next(), now);
    }

    private Job assigned(Repositories stored, Job job, SequenceId sequenceId) {
        var request = job.request();
        var sequence = stored.sequences().find(sequenceId);
        if (sequence.isEmpty()) {
            return job.failed("There is no sequence '%s' any more.".formatted(sequenceId), clock.instant());
        }
        var slice = Selected.next(stored, request.filter(), next(job), request.dryRun());
        int assigned = Assignments.make(stored, slice.items(), sequence.get(), request.cause(), request.dryRun());
        return job.advanced(assigned, 0, slice.next(), clock.instant());
    }

    private SliceRequest next(Job job) {
        return new SliceRequest(job.position(), stepSize);
    }
}
