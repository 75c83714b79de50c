package com.grow.outreach.domain;

import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.NEW;
import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static com.grow.outreach.domain.OutreachState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.domain.Replay.Broken;
import com.grow.outreach.domain.Replay.Replayed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutreachReplayTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final OutreachId ID = new OutreachId("out_1");
    private static final Outreach FRESH = Outreach.open(ID, Channel.EMAIL, new PersonId("per_1"));

    private static Transition move(OutreachState from, OutreachState to, int sortKey) {
        return new Transition(ID, from, to, sortKey, NOW);
    }

    @Test
    void applies_a_valid_history() {
        var history = List.of(move(NEW, STARTING, 7), move(STARTING, WAITING, 10), move(WAITING, READY, 11));

        assertThat(FRESH.replay(history))
                .isEqualTo(new Replayed(Outreach.restore(ID, Channel.EMAIL, new PersonId("per_1"), null, READY, 11)));
        assertThat(FRESH.replay(List.of())).isEqualTo(new Replayed(FRESH));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "NEW, READY, 20 -> allowed from 'new'",
                "WAITING, READY, 20 -> begins in 'waiting', but the outreach is in 'starting'",
                "STARTING, WAITING, 10 -> the position 10 does not come after 10",
                "STARTING, STARTING, 20 -> cannot transition"
            })
    void reports_the_first_invalid_move(String second, String reason) {
        var parts = second.split(", ");
        var from = OutreachState.valueOf(parts[0]);
        var broken = move(from, OutreachState.valueOf(parts[1]), Integer.parseInt(parts[2]));
        var history = from == NEW ? List.of(broken) : List.of(move(NEW, STARTING, 10), broken);

        assertThat(FRESH.replay(history)).isInstanceOfSatisfying(Broken.class, replay -> {
            assertThat(replay.transition()).isEqualTo(broken);
            assertThat(replay.reason()).contains(reason);
        });
    }

    @ParameterizedTest
    @EnumSource
    void infers_an_allowed_history_for_every_imported_state(OutreachState state) {
        var history = FRESH.adoption(state, NOW).orElseThrow();

        assertThat(history)
                .allSatisfy(move -> assertThat(move.cause()).isEqualTo(Cause.IMPORTED))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(FRESH.replay(history))
                .isInstanceOfSatisfying(
                        Replayed.class,
                        replay -> assertThat(replay.outreach().currentState()).isEqualTo(state));
    }

    @Test
    void infers_the_shortest_history() {
        assertThat(FRESH.adoption(READY, NOW).orElseThrow())
                .extracting(Transition::toState)
                .containsExactly(ENRICHMENT, READY);
        assertThat(FRESH.adoption(NEW, NOW)).contains(List.of());
    }

    @Test
    void distinguishes_no_path_from_no_moves() {
        var ready = Outreach.restore(ID, Channel.EMAIL, new PersonId("per_1"), null, READY, 20);

        assertThat(ready.adoption(READY, NOW)).contains(List.of());
        assertThat(ready.adoption(NEW, NOW)).isEmpty();
    }

    @Test
    void rejects_the_history_of_another_outreach_and_names_both() {
        var foreign = new Transition(new OutreachId("out_2"), NEW, STARTING, 10, NOW);

        assertThat(FRESH.replay(List.of(foreign)))
                .isEqualTo(new Broken(foreign, "it is a move of out_2, not of out_1"));
        assertThat(FRESH.replay(List.of(move(NEW, STARTING, 5), foreign))).isInstanceOf(Broken.class);
    }
}
