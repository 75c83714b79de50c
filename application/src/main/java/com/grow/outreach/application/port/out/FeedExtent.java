package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.EventPosition;
import java.util.List;

/**
 * Which positions of the change feed there are.
 *
 * @param last the last one that was given
 * @param gaps where positions are left out, in their order
 */
public record FeedExtent(EventPosition last, List<Gap> gaps) {

    public FeedExtent {
        gaps = List.copyOf(gaps);
    }

    /**
     * Positions that are left out, since an earlier history of the database, which it has lost, may have given them.
     *
     * @param after the position before the gap
     * @param next the position at its end, after which the next event comes
     */
    public record Gap(EventPosition after, EventPosition next) {}

    /** Returns whether the feed has reached this position. If not, the events up to it have been lost. */
    public boolean has(EventPosition position) {
        return position.compareTo(last) <= 0
                && gaps.stream()
                        .noneMatch(gap -> position.compareTo(gap.after()) > 0 && position.compareTo(gap.next()) < 0);
    }

    /** The same position, behind the gap if it stands right before one. */
    public EventPosition beyondGap(EventPosition position) {
        var beyond = position;
        for (var gap : gaps) {
            if (gap.after().equals(beyond)) {
                beyond = gap.next();
            }
        }
        return beyond;
    }
}
