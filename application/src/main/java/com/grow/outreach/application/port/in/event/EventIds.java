package com.grow.outreach.application.port.in.event;

import com.grow.outreach.domain.EventPosition;
import java.util.Optional;

/**
 * The ids of positions of the feed for a caller.
 *
 * <p>API documentation: {@code GET /api/events}.
 */
public interface EventIds {

    /** Returns the id of an event, by its position. It is always the same. */
    String of(EventPosition event);

    /**
     * Returns an id for a position at which the caller sees no event. The ids of a caller who doesn't see all events differ
     * each time, so that they don't reveal whether there were others.
     */
    String between(EventPosition position);

    /** Returns whether the caller may not know if there were events that the caller doesn't see. */
    boolean hideProgress();

    /** Returns the position of an id, or empty if no position has such an id. */
    Optional<EventPosition> parse(String text);

    /** Returns a description of valid ids for error messages, beginning with "expected". */
    String expected();
}
