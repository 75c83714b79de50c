package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.EventPosition;
import java.util.List;

/**
 * The positions of the change feed.
 *
 * @param last the last assigned position
 * @param gaps the skipped positions, in order
 */
public record FeedExtent(EventPosition last, List<Gap> gaps) {

    public FeedExtent {
        gaps = List.copyOf(gaps);
    }

    /**
     * Skipped positions. After a restore from a backup, the lost history may have used these positions.
     *
     * @param after the position before the gap
     * @param next the position at the end of the gap; the next event follows it
     */
    public record Gap(EventPosition after, EventPosition next) {}

    /** Returns whether the feed has reached this position. If not, the events up to it have been lost. */
    public boolean has(EventPosition position) {
        return position.compareTo(last) <= 0
                && gaps.stream()
                        .noneMatch(gap -> position.compareTo(gap.after()) > 0 && position.compareTo(gap.next()) < 0);
    }

    /** Returns the end of the gap that starts at this position, or the position itself if none does. */
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
