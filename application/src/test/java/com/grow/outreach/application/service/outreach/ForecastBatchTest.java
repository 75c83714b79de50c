package com.grow.outreach.application.service.outreach;

import static com.grow.outreach.application.service.TestGrow.batch;
import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.NEW;
import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.job.OutreachChange;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.job.OutreachChange.Unassignment;
import com.grow.outreach.application.port.in.outreach.ForecastBatch.Result;
import com.grow.outreach.application.port.in.outreach.MatchingOutreaches;
import com.grow.outreach.application.port.in.outreach.Outlook;
import com.grow.outreach.application.port.in.outreach.Outlook.Refusals;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.in.outreach.OutreachSelection;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.service.TestGrow;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Guard;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastBatchTest {

    private static final Assignment TO_WELCOME = new Assignment(new SequenceId("seq_1"));
    private static final MatchingOutreaches ALL = new MatchingOutreaches(OutreachFilter.ALL);

    /** Returns some outreaches in different states, one of a person who opted out, and more in the state ready. */
    private static TestGrow grow(int ready) {
        var book = new TestBook()
                .sequence("seq_1", "Welcome")
                .person("per_out", "com_1")
                .outreach("out_new", NEW)
                .outreach("out_starting", STARTING)
                .outreach("out_enrichment", ENRICHMENT)
                .outreach("out_refusing", "per_out", Channel.EMAIL, READY, null);
        IntStream.range(0, ready).forEach(i -> book.outreach("out_" + i, "per_1", Channel.EMAIL, READY, "seq_1"));
        var grow = TestGrow.with(book);
        grow.storage().write(stored -> {
            var person = stored.people().lock(new PersonId("per_out")).orElseThrow();
            stored.people()
                    .save(new Person(
                            person.id(),
                            person.name(),
                            null,
                            person.companyId(),
                            null,
                            null,
                            null,
                            Set.of(Channel.EMAIL)));
            return 0;
        });
        return grow;
    }

    private static Outlook outlook(TestGrow grow, OutreachChange change, OutreachSelection selection) {
        return ((Result.Counted) grow.use().forecastBatch().forecast(change, selection)).outlook();
    }

    @Test
    void counts_changes_and_refusals_of_a_move_by_state_and_guard() {
        var selection = batch("out_new", "out_starting", "out_enrichment", "out_refusing", "out_1", "out_gone");

        assertThat(outlook(grow(2), new Move(ENRICHMENT), selection))
                .satisfies(outlook -> assertThat(outlook.refusals())
                        .containsExactlyInAnyOrder(
                                new Refusals(STARTING, null, 1),
                                new Refusals(READY, Guard.OPTED_OUT, 1),
                                new Refusals(null, null, 1)))
                .extracting(Outlook::total, Outlook::changing, Outlook::unchanged, Outlook::refused, Outlook::exact)
                .containsExactly(6L, 2L, 1L, 3L, true);
    }

    @Test
    void counters_say_the_same_of_a_large_move() {
        var large = grow(OutreachBatch.MAX_SIZE);

        var outlook = outlook(large, new Move(ENRICHMENT), ALL);

        assertThat(outlook.refusals())
                .containsExactlyInAnyOrder(new Refusals(STARTING, null, 1), new Refusals(READY, Guard.OPTED_OUT, 1));
        assertThat(outlook)
                .extracting(Outlook::total, Outlook::changing, Outlook::unchanged, Outlook::exact)
                .containsExactly(10_004L, 10_001L, 1L, true);
        assertThat(large.outreach("out_1").currentState()).isEqualTo(READY);
    }

    @Test
    void counts_changes_of_sequences() {
        var large = grow(OutreachBatch.MAX_SIZE);

        assertThat(outlook(large, TO_WELCOME, ALL)).isEqualTo(new Outlook(10_004, 10_000, List.of(), true));
        assertThat(outlook(large, new Unassignment(), ALL)).isEqualTo(new Outlook(10_004, 4, List.of(), true));
        assertThat(outlook(large, new Unassignment(), batch("out_new", "out_1")))
                .isEqualTo(new Outlook(2, 1, List.of(), true));
    }

    @Test
    void exceptions_do_not_count() {
        var except = Set.of(new OutreachId("out_1"), new OutreachId("out_starting"), new OutreachId("out_gone"));
        var large = grow(OutreachBatch.MAX_SIZE);

        var outlook = outlook(large, new Move(ENRICHMENT), new MatchingOutreaches(OutreachFilter.ALL, except));

        assertThat(outlook.refusals()).containsExactly(new Refusals(READY, Guard.OPTED_OUT, 1));
        assertThat(outlook).extracting(Outlook::total, Outlook::changing).containsExactly(10_002L, 10_000L);
    }

    @Test
    void an_unknown_sequence_is_refused() {
        var unknown = new SequenceId("seq_9");

        assertThat(grow(1).use().forecastBatch().forecast(new Assignment(unknown), ALL))
                .isEqualTo(new Result.SequenceNotFound(unknown));
    }
}
