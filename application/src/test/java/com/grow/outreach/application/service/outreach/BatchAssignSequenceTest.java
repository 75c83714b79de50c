package com.grow.outreach.application.service.outreach;

import static com.grow.outreach.application.service.TestGrow.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.BatchRefusal.NotFound;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.port.in.outreach.BatchAssignSequence;
import com.grow.outreach.application.port.in.outreach.BatchAssignSequence.Result.Assigned;
import com.grow.outreach.application.port.in.outreach.BatchAssignSequence.Result.SequenceNotFound;
import com.grow.outreach.application.port.in.outreach.MatchingOutreaches;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.service.TestGrow;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchAssignSequenceTest {

    private static final SequenceId WELCOME = new SequenceId("seq_1");
    private static final Sequence FAREWELL = new Sequence(new SequenceId("seq_2"), "Farewell");

    private final TestGrow grow = TestGrow.with(new TestBook()
            .sequence("seq_2", "Farewell")
            .outreach("out_1")
            .outreach("out_2", "per_1", Channel.EMAIL, OutreachState.NEW, "seq_1")
            .outreach("out_3", "per_1", Channel.EMAIL, OutreachState.ENRICHMENT, "seq_2")
            .outreach("out_4", "per_1", Channel.EMAIL, OutreachState.READY, "seq_1"));

    @Test
    void enrols_all_existing_outreaches_in_place_of_their_former_sequences() {
        assertThat(assign("out_1", "out_2", "out_3")).isEqualTo(new Assigned(3, FAREWELL, List.of(), null));
        assertThat(sequences("out_1", "out_2", "out_3")).containsOnly(Optional.of(FAREWELL.id()));
    }

    @Test
    void does_not_change_outreaches_outside_of_the_batch() {
        assign("out_1", "out_2", "out_3");

        assertThat(sequences("out_4")).containsExactly(Optional.of(WELCOME));
    }

    @Test
    void returns_unknown_ids_as_refusals_in_the_order_of_the_batch() {
        var result = assign("out_9", "out_2", "out_7", "out_1", "out_8");

        assertThat(result)
                .isEqualTo(new Assigned(
                        2, FAREWELL, List.of(notFound("out_9"), notFound("out_7"), notFound("out_8")), null));
        assertThat(sequences("out_1", "out_2")).containsOnly(Optional.of(FAREWELL.id()));
    }

    @Test
    void a_batch_of_unknown_ids_assigns_nothing() {
        assertThat(assign("out_9")).isEqualTo(new Assigned(0, FAREWELL, List.of(notFound("out_9")), null));
    }

    @Test
    void counts_duplicate_ids_once() {
        assertThat(assign("out_1", "out_9", "out_1", "out_9"))
                .isEqualTo(new Assigned(1, FAREWELL, List.of(notFound("out_9")), null));
    }

    @Test
    void an_unknown_sequence_changes_nothing() {
        var unknown = new SequenceId("seq_9");
        var before = sequences("out_1", "out_2", "out_3", "out_4");

        assertThat(grow.use().batchAssignSequence().assign(unknown, batch("out_1", "out_2", "out_9")))
                .isEqualTo(new SequenceNotFound(unknown));
        assertThat(sequences("out_1", "out_2", "out_3", "out_4")).isEqualTo(before);
    }

    @Test
    void does_not_change_states_and_histories() {
        assign("out_2", "out_3");

        assertThat(grow.outreach("out_2").currentState()).isEqualTo(OutreachState.NEW);
        assertThat(grow.outreach("out_3").currentState()).isEqualTo(OutreachState.ENRICHMENT);
        assertThat(grow.history("out_2")).isEmpty();
    }

    @Test
    void a_storage_failure_assigns_nothing() {
        var before = sequences("out_1", "out_2");

        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(
                        () -> grow.useFailing().batchAssignSequence().assign(FAREWELL.id(), batch("out_1", "out_2")));
        assertThat(sequences("out_1", "out_2")).isEqualTo(before);
    }

    @Test
    void removes_outreaches_from_their_sequences() {
        var removed =
                grow.use().batchAssignSequence().assign(null, batch("out_1", "out_2", "out_9"), Cause.UNKNOWN, false);

        assertThat(removed).isEqualTo(new Assigned(2, null, List.of(notFound("out_9")), new JobId("job_1")));
        assertThat(sequences("out_1", "out_2")).containsOnly(Optional.empty());
        assertThat(sequences("out_4")).containsExactly(Optional.of(WELCOME));
    }

    @Test
    void spares_the_exceptions_of_a_filter() {
        var except = Set.of(new OutreachId("out_2"), new OutreachId("out_9"));
        var selection = new MatchingOutreaches(OutreachFilter.ALL, except);

        assertThat(grow.use().batchAssignSequence().assign(null, selection, Cause.UNKNOWN, false))
                .isEqualTo(new Assigned(3, null, List.of(), new JobId("job_1")));
        assertThat(sequences("out_1", "out_3", "out_4")).containsOnly(Optional.empty());
        assertThat(sequences("out_2")).containsExactly(Optional.of(WELCOME));
    }

    @Test
    void leaves_a_job_to_undo_it_by_only_if_an_outreach_has_changed() {
        var assign = grow.use().batchAssignSequence();

        assertThat(((Assigned) assign.assign(FAREWELL.id(), batch("out_3"))).jobId())
                .isNull();
        assertThat(((Assigned) assign.assign(FAREWELL.id(), batch("out_2"), Cause.UNKNOWN, true)).jobId())
                .isNull();
        assertThat(((Assigned) assign.assign(FAREWELL.id(), batch("out_2", "out_3", "out_9"))).jobId())
                .isEqualTo(new JobId("job_1"));
        assertThat(grow.use().getJob().get(new JobId("job_1")).orElseThrow().job())
                .extracting(Job::status, Job::totalCount, Job::successCount, Job::refusedCount, Job::undoableCount)
                .containsExactly(JobStatus.COMPLETED, 3L, 2L, 1L, 1L);
    }

    /** Assigns a batch. Returns the result without the job to undo it by. */
    private BatchAssignSequence.Result assign(String... ids) {
        var result = (Assigned) grow.use().batchAssignSequence().assign(FAREWELL.id(), batch(ids));
        return new Assigned(result.updatedCount(), result.sequence(), result.refusals(), null);
    }

    private List<Optional<SequenceId>> sequences(String... ids) {
        return Stream.of(ids).map(grow::outreach).map(Outreach::sequenceId).toList();
    }

    private static BatchRefusal notFound(String id) {
        return new NotFound(new OutreachId(id));
    }
}
