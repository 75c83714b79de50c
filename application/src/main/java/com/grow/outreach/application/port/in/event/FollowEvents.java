package com.grow.outreach.application.port.in.event;

import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.OutreachEvent;
import java.time.Duration;
import java.util.List;

/**
 * Use case: follow what happens to outreaches, in order and without a gap.
 *
 * <p>API documentation: {@code GET /api/events}.
 */
public interface FollowEvents {

    /**
     * The position after all that has happened so far.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    EventPosition now();

    /**
     * The events that come next after a position; waits for one if there is none yet.
     *
     * @param after the position of the last event that the follower has seen
     * @param patience how long to wait at most
     * @throws InterruptedException if the thread is told to stop waiting
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Next next(EventPosition after, Duration patience) throws InterruptedException;

    /** The next events. */
    sealed interface Next {

        /** The events, in order and without gaps; empty if none happened in time. */
        record Events(List<OutreachEvent> events) implements Next {

            public Events {
                events = List.copyOf(events);
            }
        }

        /** The events after the position are not available. Continue from here, after which none is missing. */
        record Missed(EventPosition now) implements Next {}

        /** Grow stops; ask again when it is back. */
        record Ended() implements Next {}
    }
}
