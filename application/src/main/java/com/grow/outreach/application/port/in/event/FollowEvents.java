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

    /** What comes next. */
    sealed interface Next {

        /** These events, in order, none left out; none at all if nothing happened for so long. */
        record Events(List<OutreachEvent> events) implements Next {

            public Events {
                events = List.copyOf(events);
            }
        }

        /** What comes after that position is not, or no longer, known: go on from here, where nothing is missing. */
        record Missed(EventPosition now) implements Next {}

        /** Grow stops; ask again when it is back. */
        record Ended() implements Next {}
    }
}
