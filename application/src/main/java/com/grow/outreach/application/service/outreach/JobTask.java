package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.application.service.directory.DuplicateJobs;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The task that runs a job in steps. Each step is one transaction and first locks the job, so that the job has one
 * worker at a time, and a request to stop it waits for the end of the step. A step stores its changes together with the
 * job's progress.
 *
 * @param transactions the storage
 * @param clock the current time, for the history
 * @param stepSize the number of outreaches in a step
 * @param unowned who sees companies without an owner
 */
record JobTask(Transactions transactions, InstantSource clock, int stepSize, Visibility unowned) implements Task {

    /** A step of this size takes a fraction of a second, which bounds the time for which it blocks others. */
    static final int STEP_SIZE = 2_000;

    /** The time after which the task yields its worker to other tasks and is scheduled again. */
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

    /** Runs the next step of a job. Returns whether another step follows. */
    boolean step(JobId id) {
        try {
            return transactions.write(stored -> change(stored, id, job -> steppedByCreator(stored, job)));
        } catch (StorageUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            transactions.write(stored -> change(stored, id, job -> job.stumbled(clock.instant())));
            throw e;
        }
    }

    /** Changes and stores a job unless it has finished. Returns whether it continues. */
    private static boolean change(Repositories stored, JobId id, UnaryOperator<Job> change) {
        var job = stored.jobs().lock(id);
        if (job.isEmpty() || job.get().isFinished()) {
            return false;
        }
        var changed = change.apply(job.get());
        stored.jobs().save(changed);
        return !changed.isFinished();
    }

    /** Runs a step within the scope that the creator of the job has now. */
    private Job steppedByCreator(Repositories stored, Job job) {
        var creator = stored.jobs().creator(job.id());
        if (creator.isEmpty()) {
            return stepped(stored, job);
        }
        return stored.accounts()
                .find(creator.get().user())
                .filter(Account::isActive)
                .map(account -> account.caller(creator.get().role(), unowned))
                .filter(caller -> caller.may(permission(job)))
                .map(caller -> stepped(stored.within(caller), job))
                .orElseGet(() -> job.failed(
                        "The user %s, who created the job, may not run it any more."
                                .formatted(creator.get().user()),
                        clock.instant()));
    }

    private static Permission permission(Job job) {
        return job.request().work() instanceof DuplicateWork ? Permission.MANAGE : Permission.WORK;
    }

    private Job stepped(Repositories stored, Job job) {
        var work = job.request().work();
        if (work instanceof DuplicateWork duplicates) {
            return DuplicateJobs.step(stored, job, duplicates, clock.instant());
        }
        return work instanceof Move move
                ? moved(stored, job, move.state())
                : assigned(stored, job, ((Assignment) work).sequenceId());
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
            return job.failed("The sequence '%s' was deleted.".formatted(sequenceId), clock.instant());
        }
        var slice = Selected.next(stored, request.filter(), next(job), request.dryRun());
        int assigned = Assignments.make(stored, slice.items(), sequence.get(), request.cause(), request.dryRun());
        return job.advanced(assigned, 0, slice.next(), clock.instant());
    }

    private SliceRequest next(Job job) {
        return new SliceRequest(job.position(), stepSize);
    }
}
