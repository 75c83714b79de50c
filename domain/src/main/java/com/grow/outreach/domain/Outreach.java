package com.grow.outreach.domain;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to reach one person over one channel. Immutable: whatever changes it returns the changed outreach.
 *
 * <p>API documentation: "An outreach".
 */
public final class Outreach {

    /** How far a transition's {@link Transition#sortKey} is from the one before it. */
    public static final int SORT_KEY_STEP = 10;

    /** The last position that {@link #replay} takes: there has to be room for what is to come. */
    public static final int MAX_REPLAYED_SORT_KEY = 900_000_000;

    private final OutreachId id;
    private final Channel channel;
    private final PersonId personId;
    private final @Nullable SequenceId sequenceId;
    private final OutreachState currentState;
    private final int lastSortKey;

    private Outreach(
            OutreachId id,
            Channel channel,
            PersonId personId,
            @Nullable SequenceId sequenceId,
            OutreachState currentState,
            int lastSortKey) {
        this.id = Objects.requireNonNull(id, "id");
        this.channel = Objects.requireNonNull(channel, "channel");
        this.personId = Objects.requireNonNull(personId, "personId");
        this.sequenceId = sequenceId;
        this.currentState = Objects.requireNonNull(currentState, "currentState");
        this.lastSortKey = lastSortKey;
    }

    /** A fresh outreach: in state {@link OutreachState#NEW}, in no sequence, with an empty history. */
    public static Outreach open(OutreachId id, Channel channel, PersonId personId) {
        return new Outreach(id, channel, personId, null, OutreachState.NEW, 0);
    }

    /**
     * Opens an outreach to a person, unless they opted out of the channel or have an outreach on it.
     *
     * @param existing the person's outreaches on the channel; empty to open another one whatever there is
     * @return the fresh outreach, or why there is to be none
     */
    public static Opening open(OutreachId id, Channel channel, Person person, Collection<OutreachId> existing) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(existing, "existing");
        if (person.optOuts().contains(channel)) {
            return new Opening.OptedOut(person.id(), channel);
        }
        return existing.isEmpty()
                ? new Opening.Opened(open(id, channel, person.id()))
                : new Opening.Duplicate(
                        person.id(), channel, existing.iterator().next());
    }

    /**
     * Rebuilds an outreach from what a repository stored.
     *
     * @param sequenceId the sequence it is enrolled in, or null for none
     * @param lastSortKey the {@link Transition#sortKey} of its latest transition, 0 if it has none
     * @throws IllegalArgumentException if the position is negative, or if an outreach in {@link OutreachState#NEW} is said
     *     to have moved, since no move returns there
     */
    public static Outreach restore(
            OutreachId id,
            Channel channel,
            PersonId personId,
            @Nullable SequenceId sequenceId,
            OutreachState currentState,
            int lastSortKey) {
        var outreach = new Outreach(id, channel, personId, sequenceId, currentState, lastSortKey);
        if (lastSortKey < 0 || lastSortKey > 0 && currentState == OutreachState.NEW) {
            throw new IllegalArgumentException(
                    "%s is in '%s' after position %d".formatted(id, currentState.value(), lastSortKey));
        }
        return outreach;
    }

    public OutreachId id() {
        return id;
    }

    public Channel channel() {
        return channel;
    }

    public PersonId personId() {
        return personId;
    }

    /** The sequence it is enrolled in; empty if it is unassigned. */
    public Optional<SequenceId> sequenceId() {
        return Optional.ofNullable(sequenceId);
    }

    public OutreachState currentState() {
        return currentState;
    }

    /** The {@link Transition#sortKey} of its latest transition; 0 if it has none. */
    public int lastSortKey() {
        return lastSortKey;
    }

    /** Whether it can be deleted: only as long as it has never moved, since a history is kept for ever. */
    public boolean canBeDeleted() {
        return lastSortKey == 0;
    }

    /** This outreach, enrolled in that sequence, whatever its state and whichever sequence it was in before. */
    public Outreach assignedTo(SequenceId sequence) {
        return new Outreach(
                id, channel, personId, Objects.requireNonNull(sequence, "sequence"), currentState, lastSortKey);
    }

    /** This outreach in no sequence. */
    public Outreach unassigned() {
        return new Outreach(id, channel, personId, null, currentState, lastSortKey);
    }

    /** The states that the table has after its own; a guard may refuse them all the same. */
    public Set<OutreachState> allowedTransitions() {
        return currentState.allowedTransitions();
    }

    /** The states it can move to as things are: those that the table has and no guard refuses, in their order. */
    public Set<OutreachState> allowedTransitions(Circumstances circumstances) {
        Objects.requireNonNull(circumstances, "circumstances");
        return allowedTransitions().stream()
                .filter(state -> Guard.refusing(this, state, circumstances).isEmpty())
                .collect(collectingAndThen(
                        toCollection(() -> EnumSet.noneOf(OutreachState.class)), Collections::unmodifiableSet));
    }

    /** What {@link #transitionTo} comes to for each state that the table has after its own, in their order. */
    public List<TransitionResult> possibleMoves(Circumstances circumstances) {
        Objects.requireNonNull(circumstances, "circumstances");
        return allowedTransitions().stream()
                .map(state -> transitionTo(state, circumstances))
                .toList();
    }

    /** Whether {@link #transitionTo} that state would move it. */
    public boolean canTransitionTo(OutreachState state, Circumstances circumstances) {
        Objects.requireNonNull(state, "state");
        return allowedTransitions(circumstances).contains(state);
    }

    /**
     * Moves to a state, if the table of {@link OutreachState} allows it and no {@link Guard} refuses.
     *
     * @param state the state to reach
     * @param circumstances when, why, and what the guards have to know
     * @return the moved outreach with its transition, or why it did not move; this outreach stays as it is either way
     */
    public TransitionResult transitionTo(OutreachState state, Circumstances circumstances) {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(circumstances, "circumstances");
        if (!currentState.canTransitionTo(state)) {
            return new TransitionResult.NotAllowed(currentState, state, allowedTransitions(circumstances));
        }
        var guard = Guard.refusing(this, state, circumstances);
        if (guard.isPresent()) {
            return new TransitionResult.GuardRefused(
                    currentState, state, guard.get(), allowedTransitions(circumstances));
        }
        var transition = new Transition(
                id,
                currentState,
                state,
                Math.addExact(lastSortKey, SORT_KEY_STEP),
                circumstances.when(),
                circumstances.cause());
        var moved = new Outreach(id, channel, personId, sequenceId, state, transition.sortKey());
        return new TransitionResult.Moved(moved, transition);
    }

    /**
     * How a fresh outreach that comes from elsewhere got into the state that it had there. Nobody knows, so it is given the
     * shortest history that the table of {@link OutreachState} allows, caused by {@link Cause#IMPORTED}.
     *
     * @param state the state
     * @param when the time that the history is to show
     * @return the moves for {@link #replay}, none of them if it is in the state already; empty if no moves lead there
     */
    public Optional<List<Transition>> adoption(OutreachState state, Instant when) {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(when, "when");
        return currentState.wayTo(state).map(way -> {
            var moves = new ArrayList<Transition>();
            var from = currentState;
            for (var to : way) {
                moves.add(new Transition(
                        id, from, to, lastSortKey + (moves.size() + 1) * SORT_KEY_STEP, when, Cause.IMPORTED));
                from = to;
            }
            return List.copyOf(moves);
        });
    }

    /**
     * This outreach after what it went through elsewhere. Each move has to be this outreach's and one of the table, and to
     * begin where the one before it ended; guards are not asked, since they are about what is to come.
     *
     * @param transitions the moves, oldest first
     * @return the outreach as it is afterwards, or the first move that can't have been
     */
    public Replay replay(List<Transition> transitions) {
        Objects.requireNonNull(transitions, "transitions");
        var outreach = this;
        for (var transition : transitions) {
            var flaw = outreach.flaw(transition);
            if (flaw.isPresent()) {
                return new Replay.Broken(transition, flaw.get());
            }
            outreach = new Outreach(id, channel, personId, sequenceId, transition.toState(), transition.sortKey());
        }
        return new Replay.Replayed(outreach);
    }

    private Optional<String> flaw(Transition transition) {
        if (!transition.outreachId().equals(id)) {
            return Optional.of("it is a move of %s, not of %s".formatted(transition.outreachId(), id));
        }
        if (transition.sortKey() <= lastSortKey) {
            return Optional.of("the position %d does not come after %d".formatted(transition.sortKey(), lastSortKey));
        }
        if (transition.sortKey() > MAX_REPLAYED_SORT_KEY) {
            return Optional.of("the position %d is beyond %d".formatted(transition.sortKey(), MAX_REPLAYED_SORT_KEY));
        }
        if (transition.fromState() != currentState) {
            return Optional.of("it begins in '%s', but the outreach is in '%s' then"
                    .formatted(transition.fromState().value(), currentState.value()));
        }
        if (!currentState.canTransitionTo(transition.toState())) {
            return Optional.of(new TransitionResult.NotAllowed(
                            currentState, transition.toState(), currentState.allowedTransitions())
                    .detail());
        }
        return Optional.empty();
    }

    /** What came of {@link #replay}. */
    public sealed interface Replay {

        /** All of it can have been. */
        record Replayed(Outreach outreach) implements Replay {

            public Replayed {
                Objects.requireNonNull(outreach, "outreach");
            }
        }

        /**
         * One move can't have been.
         *
         * @param transition the first such move
         * @param reason why, for people
         */
        record Broken(Transition transition, String reason) implements Replay {

            public Broken {
                Objects.requireNonNull(transition, "transition");
                Objects.requireNonNull(reason, "reason");
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Outreach that
                && id.equals(that.id)
                && channel == that.channel
                && personId.equals(that.personId)
                && Objects.equals(sequenceId, that.sequenceId)
                && currentState == that.currentState
                && lastSortKey == that.lastSortKey;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Outreach[%s %s %s %s]".formatted(id, channel.value(), personId, currentState.value());
    }
}
