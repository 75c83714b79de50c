package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.OutreachEvent;
import java.util.List;

/**
 * What happened to outreaches. Whatever changes them in {@link OutreachRepository} is told here by itself, in the same
 * transaction; filling an empty storage is not. Events are kept for a week.
 */
public interface EventRepository {

    /**
     * Gives a position to each event of all transactions that have ended, in the order in which they did; only then can it
     * be read. Of several who do so at once, one does and the others return at once.
     *
     * @return how many were given one
     */
    int sequence();

    /** Returns the next events after a position, in order, up to the limit. Removed events are absent. */
    List<OutreachEvent> after(EventPosition position, int limit);

    /** Which positions there are; that stays so when events are kept no more. */
    FeedExtent extent();
}
