package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.OutreachEvent;
import java.util.List;

/**
 * The events of outreaches. Each change through {@link OutreachRepository} records an event in the same transaction.
 * The initial load of an empty storage records none. {@link com.grow.outreach.application.retention.Retention#EVENTS} says how long events are kept.
 */
public interface EventRepository {

    /**
     * Assigns positions to the events of committed transactions, in commit order. Only events with a position can be
     * read. If another caller does this now, returns immediately.
     *
     * @return the number of events that got a position
     */
    int sequence();

    /** Returns the next events after a position, in order, up to the limit. Removed events are absent. */
    List<OutreachEvent> after(EventPosition position, int limit);

    /** Returns the encryption of positions. It may be used after the transaction or read. */
    EventSeal seal();

    /** Returns the range of assigned positions. The deletion of old events does not change it. */
    FeedExtent extent();
}
