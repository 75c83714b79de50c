package com.grow.outreach.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * A move in the history of an outreach. The field names follow Statesman.
 *
 * @param outreachId the outreach that moved
 * @param fromState the state before
 * @param toState the state after
 * @param sortKey the position in the outreach's history, unique within it: 10 for the first move, then in
 *     steps of 10
 * @param createdAt the time of the move
 * @param cause the cause of the move
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

    /** Creates a move with an unknown cause. */
    public Transition(
            OutreachId outreachId, OutreachState fromState, OutreachState toState, int sortKey, Instant createdAt) {
        this(outreachId, fromState, toState, sortKey, createdAt, Cause.UNKNOWN);
    }
}
