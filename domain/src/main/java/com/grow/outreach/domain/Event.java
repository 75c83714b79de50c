package com.grow.outreach.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change in the change feed.
 *
 * <p>API documentation: {@code GET /api/events}.
 *
 * @param position the position in the change feed
 * @param recordId the record that changed, for a merge the record that remains; null if the change has no single record
 * @param change the change
 * @param at the time of the change
 * @param actor the person or system that made the change, or null if unknown
 */
public record Event(
        EventPosition position,
        @Nullable Id recordId,
        Change change,
        Instant at,
        @Nullable String actor) {

    public Event {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(at, "at");
        if (!change.type().describes(recordId)) {
            throw new IllegalArgumentException(
                    "%s of %s".formatted(change.type().value(), recordId));
        }
    }

    /** Returns the type of the event. */
    public EventType type() {
        return change.type();
    }

    /** Returns the outreach that changed; null if the change has no single outreach. */
    public @Nullable OutreachId outreachId() {
        return recordId instanceof OutreachId id ? id : null;
    }

    /** Returns this event with another change. */
    public Event with(Change other) {
        return new Event(position, recordId, Objects.requireNonNull(other, "other"), at, actor);
    }

    /** What changed. */
    public sealed interface Change {

        /** Returns the type of the event. */
        EventType type();

        /** Returns the API value before the change, a state or an id; null if there is none. */
        default @Nullable String before() {
            return null;
        }

        /** Returns the API value after the change, a state or an id; null if there is none. */
        default @Nullable String after() {
            return null;
        }

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

        /**
         * The record was created or deleted, or its processing started or ended.
         *
         * @param type the type of the event, which says what happened
         */
        record Occurred(EventType type) implements Change {

            public Occurred {
                Objects.requireNonNull(type, "type");
            }
        }

        /**
         * Fields of the record changed.
         *
         * @param type the type of the event
         * @param fields the names of the fields in the API
         */
        record Updated(EventType type, List<String> fields) implements Change {

            public Updated {
                Objects.requireNonNull(type, "type");
                fields = List.copyOf(Objects.requireNonNull(fields, "fields"));
            }
        }

        /**
         * Records were created, changed or deleted together.
         *
         * @param type the type of the event
         * @param ids the records
         */
        record BulkChanged(EventType type, List<Id> ids) implements Change {

            public BulkChanged {
                Objects.requireNonNull(type, "type");
                ids = List.copyOf(Objects.requireNonNull(ids, "ids"));
            }
        }

        /** All records may have changed. */
        record Reset() implements Change {
            @Override
            public EventType type() {
                return EventType.RESET;
            }
        }
    }
}
