package com.grow.outreach.domain;

import java.time.Instant;
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

    private static final int SORT_KEY_STEP = 10;

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
     * An outreach as it was stored: for a repository alone, since nothing is checked again.
     *
     * @param sequenceId the sequence it is enrolled in, or null for none
     * @param lastSortKey the {@link Transition#sortKey} of its latest transition, 0 if it has none
     */
    public static Outreach restore(
            OutreachId id,
            Channel channel,
            PersonId personId,
            @Nullable SequenceId sequenceId,
            OutreachState currentState,
            int lastSortKey) {
        return new Outreach(id, channel, personId, sequenceId, currentState, lastSortKey);
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

    /** The states it can move to now; see {@link OutreachState#allowedTransitions}. */
    public Set<OutreachState> allowedTransitions() {
        return currentState.allowedTransitions();
    }

    /** Whether {@link #transitionTo} that state would move it. */
    public boolean canTransitionTo(OutreachState state) {
        return currentState.canTransitionTo(state);
    }

    /**
     * Moves to a state, if the table of {@link OutreachState} allows it.
     *
     * @param state the state to reach
     * @param when the time that the history is to show
     * @return the moved outreach with its transition, or why it did not move; this outreach stays as it is either way
     */
    public TransitionResult transitionTo(OutreachState state, Instant when) {
        if (!canTransitionTo(state)) {
            return new TransitionResult.NotAllowed(currentState, state, allowedTransitions());
        }
        var transition = new Transition(id, currentState, state, lastSortKey + SORT_KEY_STEP, when);
        var moved = new Outreach(id, channel, personId, sequenceId, state, transition.sortKey());
        return new TransitionResult.Moved(moved, transition);
    }

    /** Sets the look-up of contact data going: {@link #transitionTo} {@link OutreachState#ENRICHMENT}. */
    public TransitionResult startEnrichment(Instant when) {
        return transitionTo(OutreachState.ENRICHMENT, when);
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
