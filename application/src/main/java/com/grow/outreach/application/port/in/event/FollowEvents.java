package com.grow.outreach.application.port.in.event;

import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.access.Caller;
import java.time.Duration;
import java.util.List;

/**
 * Use case: read the events of outreaches in order and without gaps.
 *
 * <p>API documentation: {@code GET /api/events}.
 */
public interface FollowEvents {

    /**
     * Returns the position of the latest event.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    EventPosition latest();

    /**
     * Returns the next events after a position. If there are none, waits for one.
     *
     * @param after the position of the last event that the caller has read
     * @param patience the maximum time to wait
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Next next(EventPosition after, Duration patience) throws InterruptedException;

    /** Returns the ids of positions for the caller. */
    EventIds ids();

    /**
     * Returns the feed for a caller. It leaves out the events of records that don't exist any more or that the caller's scope
     * excludes.
     */
    FollowEvents within(Caller caller);

    /** The next events. */
    sealed interface Next {

        /**
         * The events, in order and without gaps.
         *
         * @param events the events that the caller sees; empty if none happened in time
         * @param reached the position to continue from
         */
        record Events(List<Event> events, EventPosition reached) implements Next {

            public Events {
                events = List.copyOf(events);
            }
        }

        /** The events after the position are not available. Continue from here, after which none is missing. */
        record Missed(EventPosition now) implements Next {}

        /** Grow shuts down. Retry later. */
        record Ended() implements Next {}
    }
}
