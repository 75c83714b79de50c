package com.grow.outreach.application.service.outreach;

import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.NEW;
import static com.grow.outreach.domain.OutreachState.NOT_AVAILABLE;
import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.job.OutreachChange.Unassignment;
import com.grow.outreach.application.port.in.outreach.BatchAssignSequence;
import com.grow.outreach.application.port.in.outreach.BatchTransitionOutreach;
import com.grow.outreach.application.port.in.outreach.GetJob;
import com.grow.outreach.application.port.in.outreach.MatchingOutreaches;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.in.outreach.StopJob;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.service.FailingTransactions;
import com.grow.outreach.application.service.TestGrow;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobTaskTest {

    private static final InstantSource CLOCK = InstantSource.fixed(TestGrow.NOW);
    private static final OutreachFilter OF_READY = new OutreachFilter(null, null, null, null, READY, null);
    private static final MatchingOutreaches ALL_READY = new MatchingOutreaches(OF_READY);
    private static final Cause CAUSE = new Cause("maya", "a new market", "{\"ticket\":7}");

    private final TestGrow grow = TestGrow.with(book(25));
    private final JobTask task = new JobTask(grow.storage(), CLOCK, 10, Visibility.EVERYBODY);

    /** Returns this number of outreaches in the state ready, and two others. */
    private static TestBook book(int ready) {
        var book = new TestBook().sequence("seq_1", "Welcome").outreach("out_new", NEW);
        IntStream.range(0, ready).forEach(i -> book.outreach("out_" + i));
        return book.outreach("out_starting", STARTING);
    }

    private JobId job(OutreachState state, OutreachFilter filter, boolean dryRun) {
        return add(new JobRequest(new Move(state), filter, CAUSE, dryRun));
    }

    private JobId add(JobRequest request) {
        return grow.storage()
                .write(stored -> stored.jobs()
                        .add(request, stored.outreaches().count(requireNonNull(request.filter())), TestGrow.NOW))
                .id();
    }

    private GetJob.Report report(JobId id) {
        return grow.use().getJob().get(id).orElseThrow();
    }

    private List<OutreachState> statesOfReady() {
        return IntStream.range(0, 25)
                .mapToObj(i -> grow.outreach("out_" + i).currentState())
                .distinct()
                .toList();
    }

    @Test
    void moves_all_matches_in_steps_and_stores_the_progress() {
        var id = job(ENRICHMENT, OF_READY, false);

        assertThat(report(id).job()).isEqualTo(Job.queued(id, report(id).job().request(), 25, TestGrow.NOW));
        assertThat(task.step(id)).isTrue();
        assertThat(report(id).job())
                .extracting(Job::status, Job::totalCount, Job::doneCount, Job::successCount, Job::finishedAt)
                .containsExactly(JobStatus.RUNNING, 25L, 10L, 10L, null);
        assertThat(grow.outreach("out_24").currentState()).isEqualTo(ENRICHMENT);
        assertThat(grow.outreach("out_0").currentState()).isEqualTo(READY);
        assertThat(task.step(id)).isTrue();
        assertThat(task.step(id)).isFalse();
        assertThat(report(id).job())
                .extracting(Job::status, Job::doneCount, Job::successCount, Job::refusedCount, Job::finishedAt)
                .containsExactly(JobStatus.COMPLETED, 25L, 25L, 0L, TestGrow.NOW);
        assertThat(statesOfReady()).containsExactly(ENRICHMENT);
        assertThat(grow.outreach("out_new").currentState()).isEqualTo(NEW);
        assertThat(grow.history("out_7"))
                .containsExactly(new Transition(new OutreachId("out_7"), READY, ENRICHMENT, 10, TestGrow.NOW, CAUSE));
    }

    @Test
    void run_makes_all_steps() {
        var id = job(ENRICHMENT, OF_READY, false);

        assertThat(task.run(id.value())).isEmpty();

        assertThat(report(id).job().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(statesOfReady()).containsExactly(ENRICHMENT);
        assertThat(task.run(id.value())).isEmpty();
        assertThat(grow.history("out_7")).hasSize(1);
    }

    @Test
    void a_long_job_yields_its_worker_and_resumes() {
        var id = job(ENRICHMENT, OF_READY, false);
        var seconds = new int[1];
        var slow = new JobTask(grow.storage(), () -> TestGrow.NOW.plusSeconds(seconds[0]++), 5, Visibility.EVERYBODY);

        assertThat(slow.run(id.value())).isPresent();
        assertThat(report(id).job().status()).isEqualTo(JobStatus.RUNNING);
        assertThat(slow.run(id.value())).isEmpty();

        assertThat(report(id).job())
                .extracting(Job::status, Job::successCount)
                .containsExactly(JobStatus.COMPLETED, 25L);
    }

    @Test
    void counts_refusals_and_stores_their_reasons() {
        var id = job(NOT_AVAILABLE, OutreachFilter.ALL, false);
        task.run(id.value());
        var again = job(NOT_AVAILABLE, OutreachFilter.ALL, false);
        task.run(again.value());

        assertThat(report(id).refusals()).isEmpty();
        assertThat(report(again).job())
                .extracting(Job::doneCount, Job::successCount, Job::refusedCount)
                .containsExactly(27L, 0L, 27L);
        assertThat(report(again).refusals())
                .hasSize(27)
                .first()
                .isEqualTo(new BatchRefusal.TransitionRefused(
                        new OutreachId("out_starting"),
                        new NotAllowed(NOT_AVAILABLE, NOT_AVAILABLE, NOT_AVAILABLE.allowedTransitions())));
    }

    @Test
    void a_dry_run_changes_no_outreach() {
        var id = job(ENRICHMENT, OutreachFilter.ALL, true);

        task.run(id.value());

        assertThat(report(id).job())
                .extracting(Job::status, Job::successCount, Job::refusedCount)
                .containsExactly(JobStatus.COMPLETED, 26L, 1L);
        assertThat(statesOfReady()).containsExactly(READY);
        assertThat(grow.history("out_7")).isEmpty();
    }

    @Test
    void assigns_a_sequence() {
        var id = add(new JobRequest(new Assignment(new SequenceId("seq_1")), OF_READY, CAUSE, false));

        task.run(id.value());

        assertThat(report(id).job().successCount()).isEqualTo(25);
        assertThat(grow.outreach("out_3").sequenceId()).contains(new SequenceId("seq_1"));
        assertThat(grow.outreach("out_new").sequenceId()).isEmpty();
    }

    @Test
    void removes_outreaches_from_their_sequences_and_spares_the_exceptions() {
        task.run(add(new JobRequest(new Assignment(new SequenceId("seq_1")), OF_READY, CAUSE, false))
                .value());
        var except = Set.of(new OutreachId("out_3"), new OutreachId("out_24"), new OutreachId("out_new"));
        var id = add(new JobRequest(new Unassignment(), OF_READY, except, CAUSE, false));

        task.run(id.value());

        assertThat(report(id).job())
                .extracting(Job::status, Job::successCount, Job::undoableCount)
                .containsExactly(JobStatus.COMPLETED, 23L, 23L);
        assertThat(grow.outreach("out_7").sequenceId()).isEmpty();
        assertThat(grow.outreach("out_3").sequenceId()).isPresent();
        assertThat(grow.outreach("out_24").sequenceId()).isPresent();
    }

    @Test
    void fails_with_a_reason_if_the_sequence_was_deleted() {
        var id = add(new JobRequest(new Assignment(new SequenceId("seq_9")), OF_READY, CAUSE, false));

        assertThat(task.run(id.value())).isEmpty();

        assertThat(report(id).job())
                .extracting(Job::status, Job::detail, Job::finishedAt)
                .containsExactly(JobStatus.FAILED, "The sequence 'seq_9' was deleted.", TestGrow.NOW);
    }

    @Test
    void a_stopped_job_makes_no_further_step_and_keeps_its_changes() {
        var id = job(ENRICHMENT, OF_READY, false);
        task.step(id);

        var stopped = grow.use().stopJob().stop(id);

        assertThat(stopped).isEqualTo(new StopJob.Result.Stopped(report(id).job()));
        assertThat(task.step(id)).isFalse();
        assertThat(report(id).job())
                .extracting(Job::status, Job::successCount, Job::finishedAt)
                .containsExactly(JobStatus.STOPPED, 10L, TestGrow.NOW);
        assertThat(grow.use().stopJob().stop(id)).isEqualTo(stopped);
    }

    @Test
    void a_finished_job_can_not_be_stopped() {
        var id = job(ENRICHMENT, OF_READY, false);
        task.run(id.value());

        assertThat(grow.use().stopJob().stop(id))
                .isEqualTo(new StopJob.Result.Ended(report(id).job()));
        assertThat(grow.use().stopJob().stop(new JobId("job_9")))
                .isEqualTo(new StopJob.Result.JobNotFound(new JobId("job_9")));
    }

    @Test
    void retries_a_failed_step_a_limited_number_of_times() {
        var id = job(ENRICHMENT, OF_READY, false);
        var broken = new JobTask(new Broken(grow.storage()), CLOCK, 10, Visibility.EVERYBODY);

        for (int i = 1; i < Job.MOST_FAILURES; i++) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> broken.step(id));
        }
        assertThat(report(id).job())
                .extracting(Job::status, Job::failures, Job::doneCount)
                .containsExactly(JobStatus.QUEUED, Job.MOST_FAILURES - 1, 0L);
        assertThat(task.step(id)).isTrue();
        assertThat(report(id).job().failures()).isZero();

        for (int i = 1; i <= Job.MOST_FAILURES; i++) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> broken.step(id));
        }
        assertThat(report(id).job()).extracting(Job::status, Job::successCount).containsExactly(JobStatus.FAILED, 10L);
        assertThat(report(id).job().detail()).isNotNull();
        assertThat(broken.step(id)).isFalse();
    }

    @Test
    void an_unavailable_storage_does_not_count_as_a_failure_of_the_job() {
        var id = job(ENRICHMENT, OF_READY, false);
        var away = new JobTask(new FailingTransactions(grow.storage()), CLOCK, 10, Visibility.EVERYBODY);

        assertThatExceptionOfType(StorageUnavailableException.class).isThrownBy(() -> away.step(id));

        assertThat(report(id).job()).extracting(Job::failures, Job::doneCount).containsExactly(0, 0L);
        assertThat(statesOfReady()).containsExactly(READY);
    }

    @Test
    void lists_jobs_latest_first_with_a_filter_by_status() {
        var first = job(ENRICHMENT, OF_READY, false);
        var second = job(ENRICHMENT, OF_READY, false);
        task.run(first.value());

        assertThat(grow.use().listJobs().list(null, PageRequest.first()).items())
                .extracting(Job::id)
                .containsExactly(second, first);
        assertThat(grow.use()
                        .listJobs()
                        .list(JobStatus.COMPLETED, PageRequest.first())
                        .items())
                .extracting(Job::id)
                .containsExactly(first);
    }

    @Test
    void schedules_a_job_for_more_matches_than_a_batch_can_have() {
        var large = TestGrow.with(book(OutreachBatch.MAX_SIZE + 1));

        var moving = (BatchTransitionOutreach.Result.Queued)
                large.use().batchTransition().transitionTo(NOT_AVAILABLE, ALL_READY, CAUSE, true);
        var assigning = (BatchAssignSequence.Result.Queued)
                large.use().batchAssignSequence().assign(new SequenceId("seq_1"), ALL_READY);

        assertThat(moving.job())
                .isEqualTo(Job.queued(
                        moving.job().id(),
                        new JobRequest(new Move(NOT_AVAILABLE), OF_READY, CAUSE, true),
                        OutreachBatch.MAX_SIZE + 1,
                        TestGrow.NOW));
        assertThat(assigning.job().request().work()).isEqualTo(new Assignment(new SequenceId("seq_1")));
        assertThat(large.storage().tasks(TaskKind.JOB))
                .containsOnlyKeys(
                        moving.job().id().value(), assigning.job().id().value());
        assertThat(large.outreach("out_3").sequenceId()).isEmpty();
    }

    @Test
    void changes_the_largest_batch_immediately() {
        var large = TestGrow.with(book(OutreachBatch.MAX_SIZE));

        assertThat(large.use().batchTransition().transitionTo(NOT_AVAILABLE, ALL_READY))
                .isEqualTo(new BatchTransitionOutreach.Result.Moved(
                        OutreachBatch.MAX_SIZE, List.of(), new JobId("job_1")));
        assertThat(large.storage().tasks(TaskKind.JOB)).isEmpty();
    }

    /** A storage on which every step fails after a write. */
    private record Broken(Transactions working) implements Transactions {

        @Override
        public <T> T read(Function<Repositories, T> work) {
            return working.read(work);
        }

        @Override
        public <T> T rehearse(Function<Repositories, T> work) {
            return working.rehearse(work);
        }

        @Override
        public <T> T write(Function<Repositories, T> work) {
            return working.write(stored -> {
                long before = stored.outreaches().count(OF_READY);
                T result = work.apply(stored);
                if (stored.outreaches().count(OF_READY) != before) {
                    throw new IllegalStateException("a defect");
                }
                return result;
            });
        }
    }

    private GetJob.Report runBy(UserId user, Role created) {
        var request = new JobRequest(new Move(STARTING), OF_READY, CAUSE, false);
        var caller = new Caller(user, created, Scope.EVERYTHING, false);
        var id = grow.storage()
                .within(caller)
                .write(stored -> stored.jobs().add(request, 25, TestGrow.NOW))
                .id();
        task.run(id.value());
        return report(id);
    }

    @Test
    void a_job_changes_only_what_its_creator_sees_when_it_runs() {
        var ann = new UserId("usr_ann");
        grow.storage().write(stored -> {
            stored.users().create(new User(ann, "Ann", "ann@grow.example"), TestGrow.NOW);
            stored.signIn().members().save(Member.invited(ann, Role.REP, TestGrow.NOW));
            var company = stored.companies().lock(new CompanyId("com_1")).orElseThrow();
            stored.users().create(new User(new UserId("usr_bob"), "Bob", "bob@grow.example"), TestGrow.NOW);
            stored.companies().save(Company.named(company.id(), company.name(), new UserId("usr_bob")));
            return 0;
        });

        var job = runBy(ann, Role.MANAGER).job();

        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(job.successCount()).isZero();
        assertThat(statesOfReady()).containsExactly(READY);
    }

    @Test
    void a_job_fails_if_its_creator_may_not_run_it_any_more() {
        var job = runBy(new UserId("usr_gone"), Role.ADMIN).job();

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.detail()).contains("usr_gone");
        assertThat(statesOfReady()).containsExactly(READY);
    }
}
