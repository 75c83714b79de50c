package com.grow.outreach.application.service.outreach;

import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.NOT_AVAILABLE;
import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static com.grow.outreach.domain.OutreachState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.grow.outreach.application.port.in.outreach.TransitionOutreach;
import com.grow.outreach.application.port.in.outreach.TransitionOutreach.Result.Moved;
import com.grow.outreach.application.port.in.outreach.TransitionOutreach.Result.OutreachNotFound;
import com.grow.outreach.application.port.in.outreach.TransitionOutreach.Result.Refused;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.service.TestGrow;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Guard;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.GuardRefused;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionOutreachTest {

    private static final OutreachId ID = new OutreachId("out_1");

    @ParameterizedTest
    @EnumSource(names = {"NEW", "WAITING", "READY", "NOT_AVAILABLE"})
    void starts_enrichment_from_each_state_that_allows_it(OutreachState from) {
        var grow = TestGrow.with(new TestBook().outreach("out_1", from));

        var result = start(grow);

        assertThat(grow.outreach("out_1").currentState()).isEqualTo(ENRICHMENT);
        assertThat(result).isEqualTo(new Moved(grow.outreach("out_1")));
        assertThat(grow.history("out_1")).containsExactly(new Transition(ID, from, ENRICHMENT, 10, TestGrow.NOW));
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTING", "ENRICHMENT"})
    void refuses_enrichment_from_other_states_and_changes_nothing(OutreachState from) {
        var grow = TestGrow.with(new TestBook().outreach("out_1", from));
        var before = grow.outreach("out_1");

        assertThat(start(grow)).isEqualTo(new Refused(ID, new NotAllowed(from, ENRICHMENT, from.allowedTransitions())));
        assertThat(grow.outreach("out_1")).isEqualTo(before);
        assertThat(grow.history("out_1")).isEmpty();
    }

    @Test
    void refuses_a_second_start_of_enrichment() {
        var grow = TestGrow.with(new TestBook().outreach("out_1"));

        assertThat(start(grow)).isInstanceOf(Moved.class);
        assertThat(start(grow)).isInstanceOf(Refused.class);
        assertThat(grow.history("out_1")).hasSize(1);
    }

    @Test
    void appends_the_transition_to_the_history() {
        var grow = TestGrow.with(new TestBook().outreachThrough("out_1", STARTING, WAITING, READY));

        start(grow);

        assertThat(grow.history("out_1"))
                .hasSize(4)
                .last()
                .isEqualTo(new Transition(ID, READY, ENRICHMENT, 40, TestGrow.NOW));
    }

    @Test
    void does_not_change_the_sequence() {
        var grow = TestGrow.with(new TestBook().outreach("out_1", "per_1", Channel.EMAIL, READY, "seq_1"));

        start(grow);

        assertThat(grow.outreach("out_1").sequenceId()).contains(new SequenceId("seq_1"));
    }

    @Test
    void does_not_change_other_outreaches() {
        var grow = TestGrow.with(new TestBook().outreach("out_1").outreach("out_2"));

        start(grow);

        assertThat(grow.outreach("out_2").currentState()).isEqualTo(READY);
        assertThat(grow.history("out_2")).isEmpty();
    }

    @Test
    void an_unknown_outreach_is_not_found() {
        assertThat(start(TestGrow.with(new TestBook().outreach("out_2")))).isEqualTo(new OutreachNotFound(ID));
    }

    @Test
    void a_storage_failure_changes_neither_state_nor_history() {
        var grow = TestGrow.with(new TestBook().outreach("out_1"));

        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> grow.useFailing().transition().transitionTo(ID, ENRICHMENT));
        assertThat(grow.outreach("out_1").currentState()).isEqualTo(READY);
        assertThat(grow.history("out_1")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void makes_exactly_the_transitions_of_the_table(OutreachState to) {
        for (var from : OutreachState.values()) {
            var grow = TestGrow.with(new TestBook().outreach("out_1", from));

            var result = grow.use().transition().transitionTo(ID, to);

            if (from.canTransitionTo(to)) {
                assertThat(result).isEqualTo(new Moved(grow.outreach("out_1")));
                assertThat(grow.outreach("out_1").currentState()).isEqualTo(to);
            } else {
                assertThat(result).isEqualTo(new Refused(ID, new NotAllowed(from, to, from.allowedTransitions())));
                assertThat(grow.outreach("out_1").currentState()).isEqualTo(from);
            }
        }
    }

    @Test
    void stores_actor_and_reason_in_the_history() {
        var grow = TestGrow.with(new TestBook().outreach("out_1"));
        var cause = new Cause("maya", "has left", "{\"ticket\":7}");

        grow.use().transition().transitionTo(ID, NOT_AVAILABLE, cause, false, outreach -> true);

        assertThat(grow.history("out_1"))
                .containsExactly(new Transition(ID, READY, NOT_AVAILABLE, 10, TestGrow.NOW, cause));
    }

    @Test
    void an_outreach_on_a_channel_opted_out_of_can_only_become_not_available() {
        var grow = TestGrow.with(new TestBook()
                .company("com_1", "Acme", null)
                .person(optedOut("per_1", Channel.EMAIL), TestBook.START)
                .outreach("out_1", "per_1", Channel.EMAIL, WAITING, null)
                .outreach("out_2", "per_1", Channel.PHONE, WAITING, null));

        assertThat(grow.use().transition().transitionTo(ID, READY))
                .isEqualTo(
                        new Refused(ID, new GuardRefused(WAITING, READY, Guard.OPTED_OUT, EnumSet.of(NOT_AVAILABLE))));
        assertThat(grow.history("out_1")).isEmpty();
        assertThat(grow.use().transition().transitionTo(ID, NOT_AVAILABLE)).isInstanceOf(Moved.class);
        assertThat(grow.use().transition().transitionTo(new OutreachId("out_2"), READY))
                .isInstanceOf(Moved.class);
    }

    @Test
    void a_dry_run_returns_the_result_and_changes_nothing() {
        var grow = TestGrow.with(new TestBook().outreach("out_1"));
        var before = grow.outreach("out_1");

        var moved = dryRun(grow, ENRICHMENT);

        assertThat(moved).isInstanceOf(Moved.class);
        assertThat(((Moved) moved).outreach().currentState()).isEqualTo(ENRICHMENT);
        assertThat(dryRun(grow, WAITING))
                .isEqualTo(new Refused(ID, new NotAllowed(READY, WAITING, READY.allowedTransitions())));
        assertThat(grow.outreach("out_1")).isEqualTo(before);
        assertThat(grow.history("out_1")).isEmpty();
    }

    @Test
    void a_dry_run_succeeds_on_a_storage_that_fails_to_write() {
        var grow = TestGrow.with(new TestBook().outreach("out_1"));

        assertThat(grow.useFailing().transition().transitionTo(ID, ENRICHMENT, Cause.UNKNOWN, true, outreach -> true))
                .isInstanceOf(Moved.class);
    }

    private static TransitionOutreach.Result dryRun(TestGrow grow, OutreachState state) {
        return grow.use().transition().transitionTo(ID, state, Cause.UNKNOWN, true, outreach -> true);
    }

    private static Person optedOut(String id, Channel channel) {
        return new Person(
                new PersonId(id), "Person " + id, null, new CompanyId("com_1"), null, null, null, EnumSet.of(channel));
    }

    private static TransitionOutreach.Result start(TestGrow grow) {
        return grow.use().transition().transitionTo(ID, ENRICHMENT);
    }
}
