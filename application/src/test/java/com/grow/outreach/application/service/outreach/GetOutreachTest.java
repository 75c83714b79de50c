package com.grow.outreach.application.service.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.service.TestGrow;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import org.junit.jupiter.api.Test;

class GetOutreachTest {

    private final TestGrow grow = TestGrow.with(new TestBook()
            .outreach("out_1", "per_2", Channel.LINKEDIN, OutreachState.WAITING, "seq_3")
            .outreach("out_2"));

    @Test
    void returns_an_outreach_by_its_id() {
        assertThat(grow.use().get().get(new OutreachId("out_1")))
                .contains(Outreach.restore(
                        new OutreachId("out_1"),
                        Channel.LINKEDIN,
                        new PersonId("per_2"),
                        new SequenceId("seq_3"),
                        OutreachState.WAITING,
                        0));
    }

    @Test
    void returns_nothing_for_an_unknown_id() {
        assertThat(grow.use().get().get(new OutreachId("out_3"))).isEmpty();
    }
}
