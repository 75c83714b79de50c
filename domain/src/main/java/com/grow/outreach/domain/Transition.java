package com.grow.outreach.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * One move in the history of an outreach, under Statesman's names.
 *
 * @param outreachId whose move it is
 * @param fromState the state before
 * @param toState the state after
 * @param sortKey its position in the outreach's history: 10 for the first move, 10 more for each that follows;
 *     an outreach has no two moves of the same position
 * @param createdAt when it happened
 * @param cause who or what moved it
 */
public record Transition(
        OutreachId outreachId,
        OutreachState fromState,
        OutreachState toState,
        int sortKey,
        Instant createdAt,
        Cause cause) {

    public Transition {
        Objects.requireNonNull(outreachId, "outreachId");
        Objects.requireNonNull(fromState, "fromState");
        Objects.requireNonNull(toState, "toState");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(cause, "cause");
        if (sortKey < 1) {
            throw new IllegalArgumentException("the position of a move is 1 or more: " + sortKey);
        }
    }

    /** A move of which nobody said who or what caused it. */
    public Transition(
            OutreachId outreachId, OutreachState fromState, OutreachState toState, int sortKey, Instant createdAt) {
        this(outreachId, fromState, toState, sortKey, createdAt, Cause.UNTOLD);
    }
}
