package com.grow.outreach.application.query;

import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an outreach.
 *
 * <p>API documentation: {@code GET /api/events}.
 *
 * @param position where it stands in the change feed
 * @param outreachId which outreach
 * @param change what became of it
 * @param at when
 * @param actor who did it, or null if that is not known
 */
public record OutreachEvent(
        EventPosition position, OutreachId outreachId, Change change, Instant at, @Nullable String actor) {

    public OutreachEvent {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(outreachId, "outreachId");
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(at, "at");
    }

    /** What became of an outreach. */
    public sealed interface Change {

        /** It is there now, in this state. */
        record Created(OutreachState state) implements Change {}

        /** It moved from one state to another. */
        record Transitioned(OutreachState from, OutreachState to) implements Change {}

        /** It went from one sequence to another; null is none. */
        record Assigned(@Nullable SequenceId from, @Nullable SequenceId to) implements Change {}

        /** It is no longer there; this was its state. */
        record Deleted(OutreachState state) implements Change {}
    }
}
