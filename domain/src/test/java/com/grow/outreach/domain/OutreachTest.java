package com.grow.outreach.domain;

import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.NEW;
import static com.grow.outreach.domain.OutreachState.NOT_AVAILABLE;
import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static com.grow.outreach.domain.OutreachState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.grow.outreach.domain.TransitionResult.GuardRefused;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutreachTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");
    private static final OutreachId ID = new OutreachId("out_11111");
    private static final PersonId PERSON = new PersonId("per_22222");
    private static final SequenceId WELCOME = new SequenceId("seq_33333");
    private static final SequenceId FAREWELL = new SequenceId("seq_44444");

    static Stream<Arguments> allowed() {
        return pairs(true);
    }

    static Stream<Arguments> refused() {
        return pairs(false);
    }

    private static Stream<Arguments> pairs(boolean allowed) {
        return Stream.of(OutreachState.values())
                .flatMap(from -> Stream.of(OutreachState.values())
                        .filter(to -> from.canTransitionTo(to) == allowed)
                        .map(to -> Arguments.of(from, to)));
    }

    @Test
    void a_new_outreach_has_no_sequence_and_no_history() {
        var outreach = Outreach.open(ID, Channel.LINKEDIN, PERSON);

        assertThat(outreach.id()).isEqualTo(ID);
        assertThat(outreach.channel()).isEqualTo(Channel.LINKEDIN);
        assertThat(outreach.personId()).isEqualTo(PERSON);
        assertThat(outreach.sequenceId()).isEmpty();
        assertThat(outreach.currentState()).isEqualTo(NEW);
        assertThat(outreach.lastSortKey()).isZero();
    }

    @Test
    void opens_one_outreach_for_each_person_and_channel_unless_asked_for_another() {
        var person = new Person(PERSON, "Ann", null, new CompanyId("com_1"), null, null, null, Set.of(Channel.PHONE));
        var other = new OutreachId("out_2");

        assertThat(Outreach.open(ID, Channel.EMAIL, person, List.of()))
                .isEqualTo(new Opening.Opened(Outreach.open(ID, Channel.EMAIL, PERSON)));
        assertThat(Outreach.open(ID, Channel.EMAIL, person, List.of(other)))
                .isEqualTo(new Opening.Duplicate(PERSON, Channel.EMAIL, other))
                .extracting(opening -> ((Opening.Refused) opening).detail())
                .isEqualTo("per_22222 has the outreach out_2 on the channel 'email' already");
    }

    @Test
    void opens_no_outreach_on_a_channel_that_the_person_opted_out_of() {
        var person = new Person(PERSON, "Ann", null, new CompanyId("com_1"), null, null, null, Set.of(Channel.PHONE));

        assertThat(Outreach.open(ID, Channel.PHONE, person, List.of()))
                .isEqualTo(new Opening.OptedOut(PERSON, Channel.PHONE))
                .extracting(opening -> ((Opening.Refused) opening).detail())
                .isEqualTo("per_22222 opted out of the channel 'phone'");
    }

    @Test
    void restores_a_stored_outreach() {
        var outreach = Outreach.restore(ID, Channel.PHONE, PERSON, WELCOME, WAITING, 30);

        assertThat(outreach.id()).isEqualTo(ID);
        assertThat(outreach.channel()).isEqualTo(Channel.PHONE);
        assertThat(outreach.personId()).isEqualTo(PERSON);
        assertThat(outreach.sequenceId()).contains(WELCOME);
        assertThat(outreach.currentState()).isEqualTo(WAITING);
        assertThat(outreach.lastSortKey()).isEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void an_allowed_move_returns_the_moved_outreach_with_its_transition(OutreachState from, OutreachState to) {
        var outreach = stored(from, WELCOME);

        assertThat(outreach.canTransitionTo(to, Circumstances.at(NOW))).isTrue();
        assertThat(outreach.transitionTo(to, Circumstances.at(NOW)))
                .isEqualTo(new Moved(
                        stored(to, WELCOME, position(from) + 10),
                        new Transition(ID, from, to, position(from) + 10, NOW)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_move_that_is_not_allowed_returns_both_states_and_what_is_allowed(OutreachState from, OutreachState to) {
        var outreach = stored(from, null);

        assertThat(outreach.canTransitionTo(to, Circumstances.at(NOW))).isFalse();
        assertThat(outreach.transitionTo(to, Circumstances.at(NOW)))
                .isEqualTo(new NotAllowed(from, to, from.allowedTransitions()));
    }

    @ParameterizedTest
    @EnumSource
    void a_move_does_not_change_the_original_object(OutreachState to) {
        var outreach = stored(READY, WELCOME, 20);

        outreach.transitionTo(to, Circumstances.at(NOW));

        assertThat(outreach).isEqualTo(stored(READY, WELCOME, 20));
    }

    @ParameterizedTest
    @EnumSource
    void an_outreach_allows_what_its_state_allows(OutreachState state) {
        assertThat(stored(state, null).allowedTransitions()).isEqualTo(state.allowedTransitions());
    }

    @Test
    void positions_in_the_history_count_up_by_ten() {
        var transitions = new ArrayList<Transition>();
        var outreach = Outreach.open(ID, Channel.EMAIL, PERSON);

        var when = NOW;
        for (var state : new OutreachState[] {STARTING, WAITING, ENRICHMENT, READY}) {
            var moved = moved(outreach.transitionTo(state, Circumstances.at(when)));
            transitions.add(moved.transition());
            outreach = moved.outreach();
            when = when.plus(Duration.ofMinutes(1));
        }

        assertThat(transitions)
                .containsExactly(
                        new Transition(ID, NEW, STARTING, 10, NOW),
                        new Transition(ID, STARTING, WAITING, 20, NOW.plusSeconds(60)),
                        new Transition(ID, WAITING, ENRICHMENT, 30, NOW.plusSeconds(120)),
                        new Transition(ID, ENRICHMENT, READY, 40, NOW.plusSeconds(180)));
        assertThat(outreach).isEqualTo(stored(READY, null, 40));
    }

    @Test
    void a_refused_move_takes_no_position_in_the_history() {
        var outreach = Outreach.open(ID, Channel.EMAIL, PERSON);
        outreach.transitionTo(READY, Circumstances.at(NOW));

        assertThat(moved(outreach.transitionTo(STARTING, Circumstances.at(NOW)))
                        .transition()
                        .sortKey())
                .isEqualTo(10);
    }

    @Test
    void records_the_given_time_even_if_it_is_earlier_than_the_last_move() {
        var first = moved(Outreach.open(ID, Channel.EMAIL, PERSON).transitionTo(STARTING, Circumstances.at(NOW)));
        var earlier = NOW.minus(Duration.ofDays(1));

        assertThat(moved(first.outreach().transitionTo(WAITING, Circumstances.at(earlier)))
                        .transition())
                .isEqualTo(new Transition(ID, STARTING, WAITING, 20, earlier));
    }

    @ParameterizedTest
    @EnumSource(names = {"NEW", "WAITING", "READY", "NOT_AVAILABLE"})
    void enrichment_starts_where_it_may(OutreachState from) {
        assertThat(stored(from, null).transitionTo(ENRICHMENT, Circumstances.at(NOW)))
                .isEqualTo(new Moved(
                        stored(ENRICHMENT, null, position(from) + 10),
                        new Transition(ID, from, ENRICHMENT, position(from) + 10, NOW)));
    }

    @Test
    void an_outreach_in_enrichment_cannot_start_it_again() {
        assertRefusal(
                stored(ENRICHMENT, null, 10).transitionTo(ENRICHMENT, Circumstances.at(NOW)),
                "cannot transition from 'enrichment' to 'enrichment';"
                        + " allowed from 'enrichment': waiting, ready, not_available");
    }

    @Test
    void an_outreach_that_is_starting_cannot_start_enrichment_yet() {
        assertRefusal(
                stored(STARTING, null, 10).transitionTo(ENRICHMENT, Circumstances.at(NOW)),
                "cannot transition from 'starting' to 'enrichment'; allowed from 'starting': waiting, not_available");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_refusal_names_both_states_and_all_that_is_allowed(OutreachState from, OutreachState to) {
        var detail = new NotAllowed(from, to, from.allowedTransitions()).detail();

        assertThat(detail).contains("'" + from.value() + "'", "'" + to.value() + "'");
        assertThat(detail.substring(detail.lastIndexOf(": ") + 2).split(", "))
                .containsExactly(from.allowedTransitions().stream()
                        .map(OutreachState::value)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void an_outreach_enters_and_leaves_a_sequence_in_any_state(OutreachState state) {
        var outreach = stored(state, WELCOME);

        assertThat(outreach.assignedTo(FAREWELL)).isEqualTo(stored(state, FAREWELL));
        assertThat(outreach.unassigned()).isEqualTo(stored(state, null));
        assertThat(outreach.unassigned().unassigned()).isEqualTo(stored(state, null));
        assertThat(outreach).isEqualTo(stored(state, WELCOME));
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without the checks could do
    void no_sequence_is_never_a_sequence_of_null() {
        var outreach = stored(READY, null, 10);

        assertThatNullPointerException().isThrownBy(() -> outreach.assignedTo(null));
    }

    @Test
    void outreaches_that_differ_in_anything_are_not_equal() {
        var outreach = stored(READY, WELCOME, 10);

        assertThat(outreach)
                .isEqualTo(stored(READY, WELCOME, 10))
                .hasSameHashCodeAs(stored(READY, WELCOME, 10))
                .isNotEqualTo(Outreach.restore(new OutreachId("out_2"), Channel.EMAIL, PERSON, WELCOME, READY, 10))
                .isNotEqualTo(Outreach.restore(ID, Channel.PHONE, PERSON, WELCOME, READY, 10))
                .isNotEqualTo(Outreach.restore(ID, Channel.EMAIL, new PersonId("per_2"), WELCOME, READY, 10))
                .isNotEqualTo(stored(READY, FAREWELL, 10))
                .isNotEqualTo(stored(READY, null, 10))
                .isNotEqualTo(stored(WAITING, WELCOME, 10))
                .isNotEqualTo(stored(READY, WELCOME, 20))
                .isNotEqualTo(ID);
    }

    @Test
    void prints_its_id_and_state() {
        assertThat(stored(NOT_AVAILABLE, WELCOME, 10)).hasToString("Outreach[out_11111 email per_22222 not_available]");
    }

    /** Where a history that ends in that state may end. */
    private static int position(OutreachState state) {
        return state == NEW ? 0 : 20;
    }

    private static Outreach stored(OutreachState state, @Nullable SequenceId sequence) {
        return stored(state, sequence, position(state));
    }

    private static Outreach stored(OutreachState state, @Nullable SequenceId sequence, int lastSortKey) {
        return Outreach.restore(ID, Channel.EMAIL, PERSON, sequence, state, lastSortKey);
    }

    private static Moved moved(TransitionResult result) {
        return assertThat(result).asInstanceOf(type(Moved.class)).actual();
    }

    private static void assertRefusal(TransitionResult result, String detail) {
        assertThat(result)
                .asInstanceOf(type(NotAllowed.class))
                .extracting(NotAllowed::detail)
                .isEqualTo(detail);
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void an_opted_out_person_allows_only_a_move_to_not_available(OutreachState from, OutreachState to) {
        var outreach = stored(from, null);
        var optedOut = new Circumstances(NOW, Cause.UNKNOWN, Set.of(outreach.channel()));

        var result = outreach.transitionTo(to, optedOut);

        if (to == NOT_AVAILABLE) {
            assertThat(result).isInstanceOf(Moved.class);
        } else {
            var left = from.canTransitionTo(NOT_AVAILABLE) ? Set.of(NOT_AVAILABLE) : Set.<OutreachState>of();
            assertThat(result).isEqualTo(new GuardRefused(from, to, Guard.OPTED_OUT, left));
            assertThat(outreach.canTransitionTo(to, optedOut)).isFalse();
        }
    }

    @Test
    void an_opt_out_of_another_channel_refuses_nothing() {
        var others = EnumSet.complementOf(EnumSet.of(stored(NEW, null, 0).channel()));

        assertThat(stored(NEW, null, 0).transitionTo(STARTING, new Circumstances(NOW, Cause.UNKNOWN, others)))
                .isInstanceOf(Moved.class);
    }

    @Test
    void refuses_a_move_that_is_not_allowed_before_evaluating_guards() {
        var outreach = stored(STARTING, null, 10);

        assertThat(outreach.transitionTo(ENRICHMENT, new Circumstances(NOW, Cause.UNKNOWN, Set.of(outreach.channel()))))
                .isEqualTo(new NotAllowed(STARTING, ENRICHMENT, Set.of(NOT_AVAILABLE)));
    }

    @Test
    void a_refusal_offers_no_move_that_a_guard_would_refuse() {
        var optedOut = new Circumstances(NOW, Cause.UNKNOWN, Set.of(Channel.EMAIL));

        assertRefusal(
                stored(READY, null, 10).transitionTo(WAITING, optedOut),
                "cannot transition from 'ready' to 'waiting'; allowed from 'ready': not_available");
        assertRefusal(
                stored(NOT_AVAILABLE, null, 10).transitionTo(READY, optedOut),
                "cannot transition from 'not_available' to 'ready'; allowed from 'not_available': nothing");
    }

    @Test
    void lists_the_result_of_each_possible_move() {
        var outreach = stored(READY, null, 10);
        var optedOut = new Circumstances(NOW, Cause.UNKNOWN, Set.of(Channel.EMAIL));

        assertThat(outreach.possibleMoves(optedOut))
                .containsExactly(
                        new GuardRefused(READY, ENRICHMENT, Guard.OPTED_OUT, Set.of(NOT_AVAILABLE)),
                        outreach.transitionTo(NOT_AVAILABLE, optedOut));
        assertThat(outreach.possibleMoves(Circumstances.at(NOW))).hasSize(2).allMatch(move -> move instanceof Moved);
    }

    @Test
    void a_refusal_by_a_guard_names_both_states_the_guard_its_reason_and_what_is_left() {
        assertThat(new GuardRefused(WAITING, READY, Guard.OPTED_OUT, Set.of(NOT_AVAILABLE)).detail())
                .isEqualTo("cannot transition from 'waiting' to 'ready': guard 'opted_out' refused, since the person"
                        + " opted out of this channel; allowed from 'waiting' now: not_available");
        assertThat(new GuardRefused(NOT_AVAILABLE, ENRICHMENT, Guard.OPTED_OUT, Set.of()).detail())
                .endsWith("allowed from 'not_available' now: nothing");
    }

    @Test
    void a_move_keeps_its_cause() {
        var cause = new Cause("ann", "asked for it", "{}");

        assertThat(moved(stored(NEW, null, 0).transitionTo(STARTING, new Circumstances(NOW, cause, Set.of())))
                        .transition()
                        .cause())
                .isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({"NEW, 10", "NEW, -10", "READY, -10"})
    void rejects_a_stored_state_that_contradicts_the_history(OutreachState state, int lastSortKey) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stored(state, null, lastSortKey))
                .withMessage("out_11111 is in '%s' after position %d".formatted(state.value(), lastSortKey));
    }

    @Test
    void returns_unmodifiable_collections() {
        var outreach = stored(READY, null, 20);
        var told = EnumSet.of(NOT_AVAILABLE);
        var refused = new TransitionResult.GuardRefused(READY, ENRICHMENT, Guard.OPTED_OUT, told);
        var detail = refused.detail();
        told.add(STARTING);

        assertThat(refused.detail()).isEqualTo(detail);
        assertThat(Stream.of(
                        refused.allowed(),
                        ((TransitionResult.Refused) outreach.transitionTo(NEW, Circumstances.at(NOW))).allowed(),
                        outreach.allowedTransitions(),
                        outreach.allowedTransitions(Circumstances.at(NOW)),
                        outreach.possibleMoves(Circumstances.at(NOW)),
                        outreach.adoption(READY, NOW).orElseThrow()))
                .allSatisfy(
                        answer -> assertThatThrownBy(answer::clear).isInstanceOf(UnsupportedOperationException.class));
    }
}
