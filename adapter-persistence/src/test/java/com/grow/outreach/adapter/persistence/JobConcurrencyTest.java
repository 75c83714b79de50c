package com.grow.outreach.adapter.persistence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.outreach.BatchTransitionOutreach;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.in.outreach.StopJob;
import com.grow.outreach.application.port.in.outreach.UndoJob;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.application.service.outreach.OutreachServices;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TransitionResult.Moved;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs and concurrent changes of the same outreaches. No test sleeps. */
@Timeout(180) // a deadlock of the test itself; PostgreSQL ends its own
class JobConcurrencyTest {

    private static final int OUTREACHES = 200;
    private static final int STEP_SIZE = 15;
    private static final InstantSource CLOCK = InstantSource.fixed(TestBook.START);
    private static final OutreachFilter READY = new OutreachFilter(null, null, null, null, OutreachState.READY, null);

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @AutoClose
    private final TestThreads threads = new TestThreads();

    private final UseCases use = Services.over(DATABASE.transactions(), CLOCK, new Random(1));

    private static List<OutreachId> fill() {
        var ids = IntStream.range(0, OUTREACHES)
                .mapToObj(i -> new OutreachId("out_" + i))
                .toList();
        var book = new TestBook().sequence("seq_1", "Welcome");
        ids.forEach(id -> book.outreach(id.value()));
        DATABASE.fill(book);
        return ids;
    }

    private static JobId add(JobRequest request) {
        return DATABASE.transactions()
                .<Job>write(stored -> stored.jobs().add(request, OUTREACHES, TestBook.START))
                .id();
    }

    private static JobId moving() {
        return add(new JobRequest(new Move(OutreachState.ENRICHMENT), READY, Cause.UNKNOWN, false));
    }

    private static boolean run(JobId id) {
        return OutreachServices.jobs(DATABASE.transactions(), CLOCK, STEP_SIZE)
                .run(id.value())
                .isEmpty();
    }

    private Job job(JobId id) {
        return use.outreaches().getJob().get(id).orElseThrow().job();
    }

    @Test
    void jobs_and_overlapping_batches_never_deadlock_and_move_and_count_each_outreach_once() throws Exception {
        var random = new Random(17);
        for (int round = 0; round < 5; round++) {
            var ids = fill();
            var moving = moving();
            var assigning = add(
                    new JobRequest(new Assignment(new SequenceId("seq_1")), OutreachFilter.ALL, Cause.UNKNOWN, false));
            var calls = new ArrayList<Callable<Integer>>();
            // Two workers on one job, for example if the first one missed its heartbeats.
            Collections.nCopies(2, moving).forEach(id -> calls.add(() -> run(id) ? 0 : -1));
            Collections.nCopies(2, assigning).forEach(id -> calls.add(() -> run(id) ? 0 : -1));
            for (int i = 0; i < 8; i++) {
                var batch = new ArrayList<>(ids);
                Collections.shuffle(batch, random);
                var some = OutreachBatch.of(batch.subList(0, 40));
                calls.add(() -> ((BatchTransitionOutreach.Result.Moved)
                                use.outreaches().batchTransition().transitionTo(OutreachState.ENRICHMENT, some))
                        .successCount());
            }

            int byBatches = threads.runTogether(calls).stream()
                    .mapToInt(Integer::intValue)
                    .sum();

            assertThat(job(moving)).extracting(Job::status, Job::refusedCount).containsExactly(JobStatus.COMPLETED, 0L);
            assertThat(job(moving).successCount() + byBatches).isEqualTo(OUTREACHES);
            assertThat(job(assigning).successCount()).isEqualTo(OUTREACHES);
            assertThat(DATABASE.sql()
                            .fetch("select count(*) from outreach_transitions group by outreach_id")
                            .into(int.class))
                    .hasSize(OUTREACHES)
                    .containsOnly(1);
            assertThat(DATABASE.sql()
                            .fetchSingle("select count(*) from outreaches where sequence_id is not null")
                            .into(int.class))
                    .isEqualTo(OUTREACHES);
        }
    }

    @Test
    void an_undo_beside_other_changes_restores_each_unchanged_outreach_once() throws Exception {
        var random = new Random(23);
        for (int round = 0; round < 5; round++) {
            var ids = fill();
            var moving = moving();
            run(moving);
            var undo = ((UndoJob.Result.Queued) use.outreaches().undoJob().undo(moving, Cause.UNKNOWN, false)).job();
            var calls = new ArrayList<Callable<Integer>>();
            Collections.nCopies(2, undo.id()).forEach(id -> calls.add(() -> run(id) ? 0 : -1));
            for (int i = 0; i < 6; i++) {
                var batch = new ArrayList<>(ids);
                Collections.shuffle(batch, random);
                var some = OutreachBatch.of(batch.subList(0, 20));
                calls.add(() -> ((BatchTransitionOutreach.Result.Moved)
                                use.outreaches().batchTransition().transitionTo(OutreachState.WAITING, some))
                        .successCount());
            }

            int byBatches = threads.runTogether(calls).stream()
                    .mapToInt(Integer::intValue)
                    .sum();

            assertThat(job(undo.id()).status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(job(undo.id()).doneCount()).isEqualTo(OUTREACHES);
            assertThat(job(undo.id()).refusedCount()).isEqualTo(byBatches);
            // A batch and the undo each move an outreach out of enrichment, and only one of them can.
            assertThat(DATABASE.sql()
                            .fetch("select count(*) from outreach_transitions group by outreach_id")
                            .into(int.class))
                    .hasSize(OUTREACHES)
                    .containsOnly(2);
        }
    }

    @Test
    void a_step_skips_an_outreach_that_leaves_the_filter_during_the_wait() throws Exception {
        fill();
        var id = moving();
        var newest = new OutreachId("out_" + (OUTREACHES - 1));

        Future<Boolean> waiting = DATABASE.transactions().write(stored -> {
            var locked =
                    requireNonNull(stored.outreaches().lock(List.of(newest)).get(newest));
            stored.outreaches().saveMoved(List.of((Moved)
                    locked.transitionTo(OutreachState.NOT_AVAILABLE, Circumstances.at(TestBook.START))));
            var other = threads.submit(() -> run(id));
            DATABASE.awaitLockWaitOf(other);
            return other;
        });

        assertThat(waiting.get()).isTrue();
        assertThat(job(id))
                .extracting(Job::status, Job::successCount, Job::refusedCount)
                .containsExactly(JobStatus.COMPLETED, OUTREACHES - 1L, 0L);
        assertThat(DATABASE.history(newest)).hasSize(1);
    }

    @Test
    void stopping_a_job_waits_for_its_running_step() throws Exception {
        fill();
        var id = moving();

        Future<StopJob.Result> waiting = DATABASE.transactions().write(stored -> {
            var job = stored.jobs().lock(id).orElseThrow();
            stored.jobs().save(job.advanced(7, 0, null, TestBook.START).stopped(TestBook.START));
            var other = threads.submit(() -> use.outreaches().stopJob().stop(id));
            DATABASE.awaitLockWaitOf(other);
            return other;
        });

        assertThat(waiting.get()).isEqualTo(new StopJob.Result.Stopped(job(id)));
        assertThat(job(id).successCount()).isEqualTo(7);
    }
}
