package com.grow.outreach.domain;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change in the change feed: of an outreach, or a merge of two people or companies.
 *
 * <p>API documentation: {@code GET /api/events}.
 *
 * @param position the position in the change feed
 * @param outreachId the outreach, or null for a merge
 * @param change the change
 * @param at the time of the change
 * @param actor the person or system that made the change, or null if unknown
 */
public record OutreachEvent(
        EventPosition position,
        @Nullable OutreachId outreachId,
        Change change,
        Instant at,
        @Nullable String actor) {

    public OutreachEvent {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(at, "at");
        if ((outreachId == null) != change instanceof Change.Merged) {
            throw new IllegalArgumentException(
                    "%s of %s".formatted(change.type().value(), outreachId));
        }
    }

    /** Returns the type of the event. */
    public EventType type() {
        return change.type();
    }

    /** What changed. */
    public sealed interface Change {

        /** Returns the type of the event. */
        EventType type();

        /** Returns the API value before the change, a state or an id; null if there is none. */
        @Nullable String before();

        /** Returns the API value after the change, a state or an id; null if there is none. */
        @Nullable String after();

        /** The outreach was created in this state. */
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

        /** The outreach moved to another state. */
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

        /** The outreach changed its sequence; null for none. */
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

        /** The outreach was deleted in this state. */
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

        /** A person or a company was merged into another. */
        record Merged(Id from, Id into) implements Change {

            /**
             * Creates a merge.
             *
             * @throws IllegalArgumentException unless both ids are of people, or both of companies
             */
            public Merged {
                Objects.requireNonNull(from, "from");
                Objects.requireNonNull(into, "into");
                if (!(from instanceof PersonId && into instanceof PersonId)
                        && !(from instanceof CompanyId && into instanceof CompanyId)) {
                    throw new IllegalArgumentException("%s can't be merged into %s".formatted(from, into));
                }
            }

            @Override
            public EventType type() {
                return into instanceof PersonId ? EventType.PERSON_MERGED : EventType.COMPANY_MERGED;
            }

            @Override
            public @Nullable String before() {
                return from.value();
            }

            @Override
            public @Nullable String after() {
                return into.value();
            }
        }
    }
}
