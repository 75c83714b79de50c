package com.grow.outreach.application.service.outreach;

import static com.grow.outreach.application.service.TestGrow.batch;
import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.NEW;
import static com.grow.outreach.domain.OutreachState.NOT_AVAILABLE;
import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.WAITING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.job.OutreachChange.Unassignment;
import com.grow.outreach.application.job.Undo;
import com.grow.outreach.application.port.in.outreach.BatchAssignSequence;
import com.grow.outreach.application.port.in.outreach.BatchTransitionOutreach;
import com.grow.outreach.application.port.in.outreach.GetJob;
import com.grow.outreach.application.port.in.outreach.UndoJob.Result;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.retention.Retention;
import com.grow.outreach.application.service.TestGrow;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
import com.grow.outreach.domain.access.Account.Visibility;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UndoJobTest {

    private static final InstantSource CLOCK = InstantSource.fixed(TestGrow.NOW);
    private static final SequenceId WELCOME = new SequenceId("seq_1");
    private static final SequenceId FAREWELL = new SequenceId("seq_2");
    private static final Cause MAYA = new Cause("maya", null, "{}");

    private final TestGrow grow = TestGrow.with(book());
    private final JobTask task = new JobTask(grow.storage(), CLOCK, 10, Visibility.EVERYBODY);

    /** Returns 25 outreaches, every second in a sequence, and one in each of some other states. */
    private static TestBook book() {
        var book = new TestBook().sequence("seq_1", "Welcome").sequence("seq_2", "Farewell");
        IntStream.range(0, 25)
                .forEach(i -> book.outreach("out_" + i, "per_1", Channel.EMAIL, READY, i % 2 == 0 ? "seq_1" : null));
        return book.outreach("out_new", NEW).outreach("out_waiting", WAITING);
    }

    private Job run(JobRequest request) {
        var id = grow.storage()
                .write(stored -> stored.jobs().add(request, 27, TestGrow.NOW))
                .id();
        task.run(id.value());
        return report(id).job();
    }

    private GetJob.Report report(JobId id) {
        return grow.use().getJob().get(id).orElseThrow();
    }

    private Job queueUndo(JobId id) {
        return ((Result.Queued) grow.use().undoJob().undo(id, MAYA, false)).job();
    }

    private GetJob.Report undo(JobId id) {
        var undo = queueUndo(id);
        task.run(undo.id().value());
        return report(undo.id());
    }

    private JobId start(String... ids) {
        var moved = (BatchTransitionOutreach.Result.Moved)
                grow.use().batchTransition().transitionTo(ENRICHMENT, batch(ids));
        return requireNonNull(moved.jobId());
    }

    private OutreachState state(String id) {
        return grow.outreach(id).currentState();
    }

    private Optional<SequenceId> sequence(String id) {
        return grow.outreach(id).sequenceId();
    }

    @Test
    void restores_the_sequences_that_a_job_changed() {
        var job = run(new JobRequest(new Assignment(FAREWELL), OutreachFilter.ALL, Cause.UNKNOWN, false));

        var undo = undo(job.id()).job();

        assertThat(undo)
                .extracting(Job::status, Job::totalCount, Job::successCount, Job::refusedCount)
                .containsExactly(JobStatus.COMPLETED, 27L, 27L, 0L);
        assertThat(undo.request().work()).isEqualTo(new Undo(job.id()));
        assertThat(sequence("out_4")).contains(WELCOME);
        assertThat(sequence("out_5")).isEmpty();
        assertThat(report(job.id()).job().undoneBy()).isEqualTo(undo.id());
    }

    @Test
    void restores_removed_outreaches_of_a_batch() {
        var removed = (BatchAssignSequence.Result.Assigned)
                grow.use().batchAssignSequence().assign(null, batch("out_0", "out_1", "out_2"), MAYA, false);

        assertThat(undo(requireNonNull(removed.jobId())).job().successCount()).isEqualTo(2);
        assertThat(sequence("out_2")).contains(WELCOME);
        assertThat(sequence("out_1")).isEmpty();
    }

    @Test
    void moves_outreaches_back_and_appends_to_their_histories() {
        var job = run(new JobRequest(new Move(ENRICHMENT), OutreachFilter.ALL, Cause.UNKNOWN, false));

        var undo = undo(job.id());

        assertThat(undo.job()).extracting(Job::successCount, Job::refusedCount).containsExactly(26L, 1L);
        assertThat(state("out_3")).isEqualTo(READY);
        assertThat(state("out_waiting")).isEqualTo(WAITING);
        assertThat(grow.history("out_3"))
                .extracting(Transition::fromState, Transition::toState)
                .containsExactlyInAnyOrder(tuple(READY, ENRICHMENT), tuple(ENRICHMENT, READY));
        assertThat(grow.history("out_3"))
                .extracting(Transition::cause)
                .contains(new Cause("maya", "Undo of " + job.id(), "{}"));
    }

    @Test
    void leaves_outreaches_from_which_no_transition_leads_back() {
        var undo = undo(start("out_new"));

        assertThat(state("out_new")).isEqualTo(ENRICHMENT);
        assertThat(undo.refusals())
                .containsExactly(new BatchRefusal.TransitionRefused(
                        new OutreachId("out_new"), new NotAllowed(ENRICHMENT, NEW, ENRICHMENT.allowedTransitions())));
    }

    @Test
    void leaves_outreaches_that_were_changed_since() {
        var moved = start("out_1", "out_2");
        grow.use().transition().transitionTo(new OutreachId("out_1"), WAITING);
        grow.use().transition().transitionTo(new OutreachId("out_1"), ENRICHMENT);
        var assigned = (BatchAssignSequence.Result.Assigned)
                grow.use().batchAssignSequence().assign(FAREWELL, batch("out_3", "out_4"));
        grow.use().assignSequence().assign(new OutreachId("out_3"), WELCOME);

        assertThat(undo(moved).refusals()).containsExactly(new BatchRefusal.ChangedSince(new OutreachId("out_1")));
        assertThat(state("out_1")).isEqualTo(ENRICHMENT);
        assertThat(state("out_2")).isEqualTo(READY);
        assertThat(undo(requireNonNull(assigned.jobId())).refusals())
                .containsExactly(new BatchRefusal.ChangedSince(new OutreachId("out_3")));
        assertThat(sequence("out_3")).contains(WELCOME);
        assertThat(sequence("out_4")).contains(WELCOME);
    }

    @Test
    void says_which_outreaches_and_sequences_were_deleted() {
        var assigned = (BatchAssignSequence.Result.Assigned)
                grow.use().batchAssignSequence().assign(FAREWELL, batch("out_new", "out_4"));
        grow.use().batchAssignSequence().assign(FAREWELL, batch("out_4"));
        grow.storage().write(stored -> {
            stored.outreaches().delete(new OutreachId("out_new"), Cause.UNKNOWN);
            stored.sequences().lock(WELCOME);
            stored.sequences().delete(WELCOME);
            return 0;
        });

        assertThat(undo(requireNonNull(assigned.jobId())).refusals())
                .containsExactlyInAnyOrder(
                        new BatchRefusal.NotFound(new OutreachId("out_new")),
                        new BatchRefusal.SequenceGone(new OutreachId("out_4"), WELCOME));
    }

    @Test
    void an_undo_can_be_undone() {
        var moved = start("out_1", "out_2");
        var undo = undo(moved).job();

        assertThat(undo(undo.id()).job().successCount()).isEqualTo(2);
        assertThat(state("out_1")).isEqualTo(ENRICHMENT);
    }

    @Test
    void a_job_is_undone_once() {
        var moved = start("out_1");
        var first = queueUndo(moved);

        assertThat(grow.use().undoJob().undo(moved, MAYA, false)).isEqualTo(new Result.UndoneBy(moved, first.id()));
        task.run(first.id().value());
        assertThat(grow.use().undoJob().undo(moved, MAYA, false)).isEqualTo(new Result.UndoneBy(moved, first.id()));
        assertThat(grow.history("out_1")).hasSize(2);
    }

    @Test
    void a_stopped_undo_is_continued() {
        var job = run(new JobRequest(new Unassignment(), OutreachFilter.ALL, Cause.UNKNOWN, false));
        var first = queueUndo(job.id());
        task.step(first.id());
        grow.use().stopJob().stop(first.id());
        long restored = report(first.id()).job().doneCount();

        var second = undo(job.id()).job();

        assertThat(restored).isBetween(1L, job.undoableCount() - 1);
        assertThat(second)
                .extracting(Job::totalCount, Job::successCount, Job::refusedCount)
                .containsExactly(job.undoableCount() - restored, job.undoableCount() - restored, 0L);
        assertThat(sequence("out_0")).contains(WELCOME);
        assertThat(sequence("out_24")).contains(WELCOME);
    }

    @Test
    void a_dry_run_restores_nothing() {
        var moved = start("out_1", "out_new");

        var dry = ((Result.Queued) grow.use().undoJob().undo(moved, MAYA, true)).job();
        task.run(dry.id().value());

        assertThat(report(dry.id()).job())
                .extracting(Job::successCount, Job::refusedCount, Job::undoableCount)
                .containsExactly(1L, 1L, 0L);
        assertThat(state("out_1")).isEqualTo(ENRICHMENT);
        assertThat(grow.use().undoJob().undo(moved, MAYA, false)).isInstanceOf(Result.Queued.class);
    }

    @Test
    void refuses_to_undo_a_running_an_old_and_an_unknown_job() {
        var request = new JobRequest(new Move(NOT_AVAILABLE), OutreachFilter.ALL, Cause.UNKNOWN, false);
        var running = grow.storage()
                .write(stored -> stored.jobs().add(request, 27, TestGrow.NOW))
                .id();
        var old = start("out_1");
        var later = new UndoJobService(
                grow.storage(),
                InstantSource.fixed(TestGrow.NOW.plus(Retention.UNDO).plusMillis(1)));

        assertThat(grow.use().undoJob().undo(running, MAYA, false)).isEqualTo(new Result.StillRunning(running));
        assertThat(later.undo(old, MAYA, false)).isEqualTo(new Result.NothingToUndo(old));
        assertThat(grow.use().undoJob().undo(new JobId("job_9"), MAYA, false))
                .isEqualTo(new Result.JobNotFound(new JobId("job_9")));
    }
}
