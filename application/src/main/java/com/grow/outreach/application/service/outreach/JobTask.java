package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.BatchRefusal.TransitionRefused;
import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.job.Undo;
import com.grow.outreach.application.job.Undoable;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.Position;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.application.service.directory.DuplicateJobs;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
        return creator.get()
                .caller(stored.accounts(), unowned)
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
        if (work instanceof Undo undo) {
            return undone(stored, job, undo.jobId());
        }
        return work instanceof Move move
                ? moved(stored, job, move.state())
                : work instanceof Assignment to ? assigned(stored, job, to) : assigned(stored, job, (Sequence) null);
    }

    private Job moved(Repositories stored, Job job, OutreachState state) {
        var request = job.request();
        var slice = next(stored, job);
        var now = clock.instant();
        var moves = Moves.make(stored, slice.items(), state, request.cause(), now, request.dryRun());
        var refusals = moves.refused().entrySet().stream()
                .<BatchRefusal>map(refused -> new TransitionRefused(refused.getKey(), refused.getValue()))
                .toList();
        return advanced(stored, job, new Step(moves.moved().size(), refusals, moves.changes(), slice.next(), now));
    }

    private Job assigned(Repositories stored, Job job, Assignment to) {
        return stored.sequences()
                .find(to.sequenceId())
                .map(sequence -> assigned(stored, job, sequence))
                .orElseGet(
                        () -> job.failed("The sequence '%s' was deleted.".formatted(to.sequenceId()), clock.instant()));
    }

    private Job assigned(Repositories stored, Job job, @Nullable Sequence sequence) {
        var request = job.request();
        var slice = next(stored, job);
        var made = Assignments.make(stored, slice.items(), sequence, request.cause(), request.dryRun());
        return advanced(stored, job, new Step(made.count(), List.of(), made.changes(), slice.next(), clock.instant()));
    }

    /** Reverts the next step of another job. The position is the number of its last reverted step. */
    private Job undone(Repositories stored, Job job, JobId of) {
        var request = job.request();
        long number = job.position() == null ? 1 : job.position().ordinal() + 1;
        var changes = stored.jobs().changes(of, number);
        var now = clock.instant();
        var reversal = Reversal.of(stored, changes, request.cause(), now, request.dryRun());
        var next = changes.isEmpty() ? null : new Position(job.createdAt(), number);
        return advanced(
                stored, job, new Step(reversal.changes().size(), reversal.refusals(), reversal.changes(), next, now));
    }

    /** The result of a step. */
    private record Step(
            int succeeded,
            List<BatchRefusal> refusals,
            List<Undoable> changes,
            @Nullable Position next,
            Instant when) {}

    private Job advanced(Repositories stored, Job job, Step step) {
        stored.jobs().refuse(job.id(), step.refusals());
        var advanced = job.advanced(step.succeeded(), step.refusals().size(), step.next(), step.when());
        if (job.request().dryRun()) {
            return advanced;
        }
        stored.jobs().record(job.id(), step.changes());
        return advanced.recording(step.changes().size());
    }

    private Slice<Outreach> next(Repositories stored, Job job) {
        var request = job.request();
        var filter = Objects.requireNonNull(request.filter(), "filter");
        var slice = Selected.next(stored, filter, new SliceRequest(job.position(), stepSize), request.dryRun());
        return request.except().isEmpty()
                ? slice
                : new Slice<>(
                        slice.items().stream()
                                .filter(outreach -> !request.except().contains(outreach.id()))
                                .toList(),
                        slice.next());
    }
}
