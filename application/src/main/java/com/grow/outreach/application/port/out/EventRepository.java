package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.EventPosition;
import java.util.List;

/**
 * The events of all changes of outreaches, companies, people, sequences, users, imports and jobs. A change and its event are in
 * the same transaction. Bulk changes through {@link com.grow.outreach.application.port.out.book.BookRepository} record an event
 * for many records, the load of an empty storage records one for all.
 * {@link com.grow.outreach.application.retention.Retention#EVENTS} says how long events are kept.
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
    List<Event> after(EventPosition position, int limit);

    /** Returns the encryption of positions. It may be used after the transaction or read. */
    EventSeal seal();

    /** Returns the range of assigned positions. The deletion of old events does not change it. */
    FeedExtent extent();
}
