package com.grow.outreach.application.service;

import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static com.grow.outreach.domain.OutreachState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.grow.outreach.application.port.in.TransitionOutreach;
import com.grow.outreach.application.port.in.TransitionOutreach.Result.OutreachNotFound;
import com.grow.outreach.application.port.in.TransitionOutreach.Result.Refused;
import com.grow.outreach.application.port.in.TransitionOutreach.Result.Moved;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionOutreachTest {

    private static final OutreachId ID = new OutreachId("out_1");

    @ParameterizedTest
    @EnumSource(names = {"NEW", "WAITING", "READY", "NOT_AVAILABLE"})
    void enrichment_starts_where_it_may_and_the_history_shows_when(OutreachState from) {
        var grow = TestGrow.with(new TestBook().outreach("out_1", from));

        var result = start(grow);

        assertThat(grow.outreach("out_1").currentState()).isEqualTo(ENRICHMENT);
        assertThat(result).isEqualTo(new Moved(grow.outreach("out_1")));
        assertThat(grow.history("out_1")).containsExactly(new Transition(ID, from, ENRICHMENT, 10, TestGrow.NOW));
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTING", "ENRICHMENT"})
    void elsewhere_it_is_refused_with_the_reason_and_nothing_changes(OutreachState from) {
        var grow = TestGrow.with(new TestBook().outreach("out_1", from));
        var before = grow.outreach("out_1");

        assertThat(start(grow)).isEqualTo(new Refused(ID, new NotAllowed(from, ENRICHMENT, from.allowedTransitions())));
        assertThat(grow.outreach("out_1")).isEqualTo(before);
        assertThat(grow.history("out_1")).isEmpty();
    }

    @Test
    void the_second_start_is_refused() {
        var grow = TestGrow.with(new TestBook().outreach("out_1"));

        assertThat(start(grow)).isInstanceOf(Moved.class);
        assertThat(start(grow)).isInstanceOf(Refused.class);
        assertThat(grow.history("out_1")).hasSize(1);
    }

    @Test
    void the_move_is_added_to_the_history_that_is_there() {
        var grow = TestGrow.with(new TestBook().outreachThrough("out_1", STARTING, WAITING, READY));

        start(grow);

        assertThat(grow.history("out_1"))
                .hasSize(4)
                .last()
                .isEqualTo(new Transition(ID, READY, ENRICHMENT, 40, TestGrow.NOW));
    }

    @Test
    void the_sequence_stays_as_it_is() {
        var grow = TestGrow.with(new TestBook().outreach("out_1", "per_1", Channel.EMAIL, READY, "seq_1"));

        start(grow);

        assertThat(grow.outreach("out_1").sequenceId()).contains(new SequenceId("seq_1"));
    }

    @Test
    void other_outreaches_stay_as_they_are() {
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
    void a_storage_that_fails_leaves_neither_state_nor_history_behind() {
        var grow = TestGrow.with(new TestBook().outreach("out_1"));

        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> grow.useFailing().transition().transitionTo(ID, ENRICHMENT));
        assertThat(grow.outreach("out_1").currentState()).isEqualTo(READY);
        assertThat(grow.history("out_1")).isEmpty();
    }

    private static TransitionOutreach.Result start(TestGrow grow) {
        return grow.use().transition().transitionTo(ID, ENRICHMENT);
    }
}
