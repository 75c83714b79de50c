package com.grow.outreach.domain;

import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.NEW;
import static com.grow.outreach.domain.OutreachState.NOT_AVAILABLE;
import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static com.grow.outreach.domain.OutreachState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutreachStateTest {

    @Test
    void has_six_states_with_their_api_values() {
        assertThat(OutreachState.values())
                .extracting(OutreachState::value)
                .containsExactly("new", "starting", "waiting", "enrichment", "ready", "not_available");
    }

    /** All pairs, written out: this table is the specification, not a copy of the product's. */
    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource({
        "NEW, NEW, false",
        "NEW, STARTING, true",
        "NEW, WAITING, false",
        "NEW, ENRICHMENT, true",
        "NEW, READY, false",
        "NEW, NOT_AVAILABLE, true",
        "STARTING, NEW, false",
        "STARTING, STARTING, false",
        "STARTING, WAITING, true",
        "STARTING, ENRICHMENT, false",
        "STARTING, READY, false",
        "STARTING, NOT_AVAILABLE, true",
        "WAITING, NEW, false",
        "WAITING, STARTING, false",
        "WAITING, WAITING, false",
        "WAITING, ENRICHMENT, true",
        "WAITING, READY, true",
        "WAITING, NOT_AVAILABLE, true",
        "ENRICHMENT, NEW, false",
        "ENRICHMENT, STARTING, false",
        "ENRICHMENT, WAITING, true",
        "ENRICHMENT, ENRICHMENT, false",
        "ENRICHMENT, READY, true",
        "ENRICHMENT, NOT_AVAILABLE, true",
        "READY, NEW, false",
        "READY, STARTING, false",
        "READY, WAITING, false",
        "READY, ENRICHMENT, true",
        "READY, READY, false",
        "READY, NOT_AVAILABLE, true",
        "NOT_AVAILABLE, NEW, false",
        "NOT_AVAILABLE, STARTING, false",
        "NOT_AVAILABLE, WAITING, false",
        "NOT_AVAILABLE, ENRICHMENT, true",
        "NOT_AVAILABLE, READY, false",
        "NOT_AVAILABLE, NOT_AVAILABLE, false",
    })
    void allows_exactly_the_documented_moves(OutreachState from, OutreachState to, boolean allowed) {
        assertThat(from.canTransitionTo(to)).isEqualTo(allowed);
        assertThat(from.allowedTransitions().contains(to)).isEqualTo(allowed);
    }

    @Test
    void enrichment_starts_from_new_waiting_ready_and_not_available_alone() {
        assertThat(EnumSet.allOf(OutreachState.class))
                .filteredOn(from -> from.canTransitionTo(ENRICHMENT))
                .containsExactlyInAnyOrder(NEW, WAITING, READY, NOT_AVAILABLE);
    }

    @Test
    void the_allowed_states_come_in_the_order_of_declaration() {
        assertThat(List.copyOf(NEW.allowedTransitions())).containsExactly(STARTING, ENRICHMENT, NOT_AVAILABLE);
        assertThat(List.copyOf(ENRICHMENT.allowedTransitions())).containsExactly(WAITING, READY, NOT_AVAILABLE);
    }

    @ParameterizedTest
    @EnumSource
    void nothing_returns_to_new(OutreachState state) {
        assertThat(state.canTransitionTo(NEW)).isFalse();
    }

    @Test
    void every_state_is_reachable_from_new() {
        assertThat(reachableFrom(NEW)).isEqualTo(EnumSet.allOf(OutreachState.class));
    }

    @ParameterizedTest
    @EnumSource
    void no_state_is_a_dead_end(OutreachState state) {
        assertThat(reachableFrom(state)).contains(ENRICHMENT, READY);
    }

    @ParameterizedTest
    @EnumSource
    void the_allowed_states_cannot_be_changed_from_outside(OutreachState state) {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> state.allowedTransitions().add(state));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> state.allowedTransitions().clear());
    }

    @ParameterizedTest
    @EnumSource
    void parses_the_value_of_each_state(OutreachState state) {
        assertThat(OutreachState.parse(state.value())).contains(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NEW", "New", "new ", " new", "new\n", "not available", "not-available", "closed"})
    void rejects_any_other_value(String word) {
        assertThat(OutreachState.parse(word)).isEmpty();
    }

    private static Set<OutreachState> reachableFrom(OutreachState start) {
        var reached = EnumSet.of(start);
        var open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (var next : open.remove().allowedTransitions()) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }
}
