package com.grow.outreach.application.service.outreach;

import static com.grow.outreach.application.service.TestGrow.batch;
import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.NEW;
import static com.grow.outreach.domain.OutreachState.NOT_AVAILABLE;
import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static com.grow.outreach.domain.OutreachState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.BatchRefusal.NotFound;
import com.grow.outreach.application.job.BatchRefusal.TransitionRefused;
import com.grow.outreach.application.port.in.outreach.BatchTransitionOutreach.Result;
import com.grow.outreach.application.port.in.outreach.BatchTransitionOutreach.Result.Moved;
import com.grow.outreach.application.port.in.outreach.MatchingOutreaches;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.service.TestGrow;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchTransitionOutreachTest {

    private final TestGrow grow = TestGrow.with(book());

    private static TestBook book() {
        return new TestBook()
                .outreach("out_new", NEW)
                .outreach("out_starting", STARTING)
                .outreach("out_waiting", WAITING)
                .outreach("out_enrichment", ENRICHMENT)
                .outreach("out_ready", READY)
                .outreach("out_not_available", NOT_AVAILABLE);
    }

    @Test
    void moves_all_outreaches_that_may_with_their_histories() {
        assertThat(start("out_new", "out_waiting", "out_ready", "out_not_available"))
                .isEqualTo(moved(4, List.of()));
        assertThat(states("out_new", "out_waiting", "out_ready", "out_not_available"))
                .containsOnly(ENRICHMENT);
        assertThat(grow.history("out_ready"))
                .containsExactly(new Transition(new OutreachId("out_ready"), READY, ENRICHMENT, 10, TestGrow.NOW));
        assertThat(grow.history("out_new"))
                .containsExactly(new Transition(new OutreachId("out_new"), NEW, ENRICHMENT, 10, TestGrow.NOW));
    }

    @Test
    void does_not_change_outreaches_outside_of_the_batch() {
        start("out_new");

        assertThat(states("out_waiting", "out_ready")).containsExactly(WAITING, READY);
        assertThat(grow.history("out_ready")).isEmpty();
    }

    @Test
    void returns_refusals_with_reasons_in_the_order_of_the_batch() {
        var result = start("out_9", "out_starting", "out_ready", "out_8", "out_enrichment", "out_new");

        assertThat(result)
                .isEqualTo(moved(
                        2,
                        List.of(
                                notFound("out_9"),
                                notAllowed("out_starting", STARTING),
                                notFound("out_8"),
                                notAllowed("out_enrichment", ENRICHMENT))));
        assertThat(states("out_ready", "out_new", "out_starting")).containsExactly(ENRICHMENT, ENRICHMENT, STARTING);
        assertThat(grow.history("out_starting")).isEmpty();
    }

    @Test
    void a_batch_with_only_refusals_moves_nothing() {
        assertThat(start("out_enrichment", "out_9"))
                .isEqualTo(moved(0, List.of(notAllowed("out_enrichment", ENRICHMENT), notFound("out_9"))));
    }

    @Test
    void counts_duplicate_ids_once() {
        assertThat(start("out_ready", "out_9", "out_starting", "out_ready", "out_starting", "out_9"))
                .isEqualTo(moved(1, List.of(notFound("out_9"), notAllowed("out_starting", STARTING))));
        assertThat(grow.history("out_ready")).hasSize(1);
    }

    @Test
    void refuses_all_outreaches_of_a_repeated_batch() {
        start("out_ready", "out_new");

        assertThat(start("out_ready", "out_new"))
                .isEqualTo(moved(0, List.of(notAllowed("out_ready", ENRICHMENT), notAllowed("out_new", ENRICHMENT))));
    }

    @Test
    void a_storage_failure_moves_nothing() {
        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> grow.useFailing()
                        .batchTransition()
                        .transitionTo(ENRICHMENT, batch("out_ready", "out_new", "out_starting")));
        assertThat(states("out_ready", "out_new", "out_starting")).containsExactly(READY, NEW, STARTING);
        assertThat(grow.history("out_ready")).isEmpty();
    }

    @Test
    void moves_only_the_matches_of_a_filter() {
        var ready = new MatchingOutreaches(new OutreachFilter(null, null, null, null, READY, null));

        assertThat(grow.use().batchTransition().transitionTo(NOT_AVAILABLE, ready))
                .isEqualTo(moved(1, List.of()));
        assertThat(states("out_ready", "out_waiting", "out_new")).containsExactly(NOT_AVAILABLE, WAITING, NEW);
        assertThat(grow.use().batchTransition().transitionTo(NOT_AVAILABLE, ready))
                .isEqualTo(moved(0, List.of()));
    }

    @Test
    void returns_refusals_for_matches_that_may_not_move() {
        var all = new MatchingOutreaches(OutreachFilter.ALL);

        assertThat(grow.use().batchTransition().transitionTo(ENRICHMENT, all))
                .isEqualTo(moved(
                        4, List.of(notAllowed("out_enrichment", ENRICHMENT), notAllowed("out_starting", STARTING))));
    }

    @Test
    void a_dry_run_returns_the_result_and_changes_nothing() {
        for (var selection : List.of(
                batch("out_new", "out_waiting", "out_starting", "out_9"), new MatchingOutreaches(OutreachFilter.ALL))) {
            var dry = grow.useFailing().batchTransition().transitionTo(ENRICHMENT, selection, Cause.UNKNOWN, true);

            assertThat(states("out_new", "out_waiting", "out_ready")).containsExactly(NEW, WAITING, READY);
            assertThat(grow.history("out_new")).isEmpty();
            assertThat(dry)
                    .usingRecursiveComparison()
                    .ignoringFields("jobId")
                    .isEqualTo(TestGrow.with(book()).use().batchTransition().transitionTo(ENRICHMENT, selection));
        }
    }

    @Test
    void stores_actor_and_reason_in_each_history() {
        var cause = new Cause("maya", "a new market", "{}");

        grow.use().batchTransition().transitionTo(ENRICHMENT, batch("out_new", "out_ready"), cause, false);

        assertThat(grow.history("out_new")).extracting(Transition::cause).containsExactly(cause);
        assertThat(grow.history("out_ready")).extracting(Transition::cause).containsExactly(cause);
    }

    /** Returns the result of the first batch that moves outreaches, which leaves a job. */
    private static Moved moved(int count, List<BatchRefusal> refusals) {
        return new Moved(count, refusals, count == 0 ? null : new JobId("job_1"));
    }

    private Result start(String... ids) {
        return grow.use().batchTransition().transitionTo(ENRICHMENT, batch(ids));
    }

    private List<OutreachState> states(String... ids) {
        return Stream.of(ids).map(grow::outreach).map(Outreach::currentState).toList();
    }

    private static BatchRefusal notFound(String id) {
        return new NotFound(new OutreachId(id));
    }

    private static BatchRefusal notAllowed(String id, OutreachState from) {
        return new TransitionRefused(new OutreachId(id), new NotAllowed(from, ENRICHMENT, from.allowedTransitions()));
    }
}
