package com.grow.outreach.domain;

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
        EventPosition position,
        OutreachId outreachId,
        Change change,
        Instant at,
        @Nullable String actor) {

    public OutreachEvent {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(outreachId, "outreachId");
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(at, "at");
    }

    /** What kind of event it is. */
    public EventType type() {
        return change.type();
    }

    /** What became of an outreach. */
    public sealed interface Change {

        /** What kind of event tells of it. */
        EventType type();

        /** What it was before, in the words of the API: a state or the id of a sequence; null if there is nothing to say. */
        @Nullable String before();

        /** What it is now, likewise. */
        @Nullable String after();

        /** It is there now, in this state. */
        record Created(OutreachState state) implements Change {

            public Created {
                Objects.requireNonNull(state, "state");
            }

            @Override
            public EventType type() {
                return EventType.CREATED;
            }

            @Override
            public @Nullable String before() {
                return null;
            }

            @Override
            public @Nullable String after() {
                return state.value();
            }
        }

        /** It moved from one state to another. */
        record Transitioned(OutreachState from, OutreachState to) implements Change {

            public Transitioned {
                Objects.requireNonNull(from, "from");
                Objects.requireNonNull(to, "to");
            }

            @Override
            public EventType type() {
                return EventType.TRANSITIONED;
            }

            @Override
            public @Nullable String before() {
                return from.value();
            }

            @Override
            public @Nullable String after() {
                return to.value();
            }
        }

        /** It went from one sequence to another; null is none. */
        record Assigned(@Nullable SequenceId from, @Nullable SequenceId to) implements Change {
            @Override
            public EventType type() {
                return EventType.ASSIGNED;
            }

            @Override
            public @Nullable String before() {
                return from == null ? null : from.value();
            }

            @Override
            public @Nullable String after() {
                return to == null ? null : to.value();
            }
        }

        /** It is no longer there; this was its state. */
        record Deleted(OutreachState state) implements Change {

            public Deleted {
                Objects.requireNonNull(state, "state");
            }

            @Override
            public EventType type() {
                return EventType.DELETED;
            }

            @Override
            public @Nullable String before() {
                return state.value();
            }

            @Override
            public @Nullable String after() {
                return null;
            }
        }
    }
}
