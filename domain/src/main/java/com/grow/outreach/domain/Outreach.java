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
 * An attempt to reach one person over one channel. It is immutable: each change returns a new outreach.
 *
 * <p>API documentation: "An outreach".
 */
public final class Outreach {

    /** How far a transition's {@link Transition#sortKey} is from the one before it. */
    public static final int SORT_KEY_STEP = 10;

    /** The highest position that {@link #replay} accepts, which leaves room for later moves. */
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

    /** Returns a new outreach: in state {@link OutreachState#NEW}, in no sequence, with an empty history. */
    public static Outreach open(OutreachId id, Channel channel, PersonId personId) {
        return new Outreach(id, channel, personId, null, OutreachState.NEW, 0);
    }

    /**
     * Creates an outreach to a person, unless they opted out of the channel or have an outreach on it.
     *
     * @param existing the person's outreaches on the channel; empty to allow duplicates
     * @return the new outreach or the refusal
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
     * Restores a stored outreach.
     *
     * @param sequenceId the sequence it is enrolled in, or null for none
     * @param lastSortKey the {@link Transition#sortKey} of its latest transition, 0 if it has none
     * @throws IllegalArgumentException if the position is negative, or if it is above 0 in {@link OutreachState#NEW}, which
     *     no move returns to
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

    /** Returns the sequence that the outreach is enrolled in; empty if it is unassigned. */
    public Optional<SequenceId> sequenceId() {
        return Optional.ofNullable(sequenceId);
    }

    public OutreachState currentState() {
        return currentState;
    }

    /** Returns the {@link Transition#sortKey} of the latest transition; 0 if there is none. */
    public int lastSortKey() {
        return lastSortKey;
    }

    /**
     * Checks whether this outreach can be deleted. An outreach that has moved can't be deleted, because its history is kept forever.
     *
     * @return the reason for the refusal, for error messages; empty if the outreach can be deleted
     */
    public Optional<String> refusalOfDeletion() {
        return lastSortKey == 0
                ? Optional.empty()
                : Optional.of("its history is kept forever; move it to '%s' instead"
                        .formatted(OutreachState.NOT_AVAILABLE.value()));
    }

    /** Returns this outreach enrolled in a sequence, in place of its former one. */
    public Outreach assignedTo(SequenceId sequence) {
        return new Outreach(
                id, channel, personId, Objects.requireNonNull(sequence, "sequence"), currentState, lastSortKey);
    }

    /** Returns this outreach without a sequence. */
    public Outreach unassigned() {
        return new Outreach(id, channel, personId, null, currentState, lastSortKey);
    }

    /** Returns the states that the state machine allows next. Guards are not evaluated. */
    public Set<OutreachState> allowedTransitions() {
        return currentState.allowedTransitions();
    }

    /** Returns the states that the state machine allows next and no guard refuses, in declaration order. */
    public Set<OutreachState> allowedTransitions(Circumstances circumstances) {
        Objects.requireNonNull(circumstances, "circumstances");
        return allowedTransitions().stream()
                .filter(state -> Guard.refusing(this, state, circumstances).isEmpty())
                .collect(collectingAndThen(
                        toCollection(() -> EnumSet.noneOf(OutreachState.class)), Collections::unmodifiableSet));
    }

    /** Returns the result of {@link #transitionTo} for each state that the state machine allows next, in declaration order. */
    public List<TransitionResult> possibleMoves(Circumstances circumstances) {
        Objects.requireNonNull(circumstances, "circumstances");
        return allowedTransitions().stream()
                .map(state -> transitionTo(state, circumstances))
                .toList();
    }

    /** Returns whether {@link #transitionTo} would move the outreach to a state. */
    public boolean canTransitionTo(OutreachState state, Circumstances circumstances) {
        Objects.requireNonNull(state, "state");
        return allowedTransitions(circumstances).contains(state);
    }

    /**
     * Moves to a state if {@link OutreachState} allows the move and no {@link Guard} refuses it.
     *
     * @param state the state to reach
     * @param circumstances the time, the cause and the data for the guards
     * @return the moved outreach with its transition, or the refusal; this object does not change
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
     * Returns a history for an outreach imported in a state without one. It is the shortest history that
     * {@link OutreachState} allows, with the cause {@link Cause#IMPORTED}.
     *
     * @param state the imported state
     * @param when the time of all moves
     * @return the moves for {@link #replay}, an empty list if the outreach is in the state; empty if no path leads there
     */
    public Optional<List<Transition>> adoption(OutreachState state, Instant when) {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(when, "when");
        return currentState.pathTo(state).map(path -> {
            var moves = new ArrayList<Transition>();
            var from = currentState;
            for (var to : path) {
                moves.add(new Transition(
                        id, from, to, lastSortKey + (moves.size() + 1) * SORT_KEY_STEP, when, Cause.IMPORTED));
                from = to;
            }
            return List.copyOf(moves);
        });
    }

    /**
     * Applies an imported history. Each move must belong to this outreach, be allowed by {@link OutreachState} and begin in
     * the state where the previous one ended. Guards are not evaluated, since they apply to new moves only.
     *
     * @param transitions the moves, oldest first
     * @return the outreach after all moves, or the first invalid move
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
