package com.grow.outreach.application.service.outreach;

import static com.grow.outreach.domain.OutreachState.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.grow.outreach.application.port.in.outreach.AssignSequence.Result.OutreachNotFound;
import com.grow.outreach.application.port.in.outreach.AssignSequence.Result.SequenceNotFound;
import com.grow.outreach.application.port.in.outreach.AssignSequence.Result.Updated;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.service.TestGrow;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SequenceId;
import org.junit.jupiter.api.Test;

class AssignSequenceTest {

    private static final OutreachId UNASSIGNED = new OutreachId("out_1");
    private static final OutreachId ASSIGNED = new OutreachId("out_2");
    private static final OutreachId UNKNOWN = new OutreachId("out_3");
    private static final SequenceId WELCOME = new SequenceId("seq_1");
    private static final SequenceId FAREWELL = new SequenceId("seq_2");
    private static final SequenceId NO_SEQUENCE = new SequenceId("seq_3");

    private final TestGrow grow = TestGrow.with(new TestBook()
            .sequence("seq_2", "Farewell")
            .outreach("out_1")
            .outreach("out_2", "per_1", Channel.EMAIL, NEW, "seq_1"));

    @Test
    void enrols_an_outreach_in_a_sequence() {
        var result = grow.use().assignSequence().assign(UNASSIGNED, WELCOME);

        assertThat(grow.outreach("out_1").sequenceId()).contains(WELCOME);
        assertThat(result).isEqualTo(new Updated(grow.outreach("out_1")));
    }

    @Test
    void replaces_the_sequence_of_an_outreach() {
        var result = grow.use().assignSequence().assign(ASSIGNED, FAREWELL);

        assertThat(grow.outreach("out_2").sequenceId()).contains(FAREWELL);
        assertThat(result).isEqualTo(new Updated(grow.outreach("out_2")));
    }

    @Test
    void removes_an_outreach_from_its_sequence() {
        var result = grow.use().assignSequence().unassign(ASSIGNED);

        assertThat(grow.outreach("out_2").sequenceId()).isEmpty();
        assertThat(result).isEqualTo(new Updated(grow.outreach("out_2")));
    }

    @Test
    void repeated_assignments_change_nothing() {
        var unassigned = grow.outreach("out_1");
        var assigned = grow.outreach("out_2");

        assertThat(grow.use().assignSequence().unassign(UNASSIGNED)).isEqualTo(new Updated(unassigned));
        assertThat(grow.use().assignSequence().assign(ASSIGNED, WELCOME)).isEqualTo(new Updated(assigned));
        assertThat(grow.outreach("out_1")).isEqualTo(unassigned);
        assertThat(grow.outreach("out_2")).isEqualTo(assigned);
    }

    @Test
    void does_not_change_state_and_history() {
        grow.use().assignSequence().assign(ASSIGNED, FAREWELL);

        assertThat(grow.outreach("out_2").currentState()).isEqualTo(NEW);
        assertThat(grow.history("out_2")).isEmpty();
    }

    @Test
    void an_unknown_outreach_is_not_found() {
        assertThat(grow.use().assignSequence().assign(UNKNOWN, WELCOME)).isEqualTo(new OutreachNotFound(UNKNOWN));
        assertThat(grow.use().assignSequence().unassign(UNKNOWN)).isEqualTo(new OutreachNotFound(UNKNOWN));
    }

    @Test
    void reports_an_unknown_outreach_before_an_unknown_sequence() {
        assertThat(grow.use().assignSequence().assign(UNKNOWN, NO_SEQUENCE)).isEqualTo(new OutreachNotFound(UNKNOWN));
    }

    @Test
    void an_unknown_sequence_is_not_found_and_changes_nothing() {
        assertThat(grow.use().assignSequence().assign(ASSIGNED, NO_SEQUENCE))
                .isEqualTo(new SequenceNotFound(NO_SEQUENCE));
        assertThat(grow.outreach("out_2").sequenceId()).contains(WELCOME);
    }

    @Test
    void a_storage_failure_changes_nothing() {
        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> grow.useFailing().assignSequence().assign(ASSIGNED, FAREWELL));
        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> grow.useFailing().assignSequence().unassign(ASSIGNED));
        assertThat(grow.outreach("out_2").sequenceId()).contains(WELCOME);
    }
}
