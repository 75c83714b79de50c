package com.grow.outreach.application.query;

import com.grow.outreach.domain.OutreachState;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How outreaches moved during a period.
 *
 * <p>API documentation: {@code GET /api/insights}.
 *
 * @param period the period
 * @param weeks the weeks, in their order
 * @param stays the completed stays by state; a state without one is absent
 */
public record Insights(InsightPeriod period, List<Week> weeks, Map<OutreachState, Stays> stays) {

    public Insights {
        weeks = List.copyOf(weeks);
        stays = Map.copyOf(stays);
    }

    /**
     * A week.
     *
     * @param monday its first day
     * @param flow what happened in it
     */
    public record Week(LocalDate monday, Flow flow) {}

    /**
     * What happened to outreaches.
     *
     * @param created the number of outreaches that were created
     * @param reachedReady the number of these that have reached {@code ready} since
     * @param moves the number of moves to each state, of outreaches of any age; a state without one is absent
     */
    public record Flow(long created, long reachedReady, Map<OutreachState, Long> moves) {

        public Flow {
            moves = Map.copyOf(moves);
        }
    }

    /**
     * The stays in a state that ended.
     *
     * @param count the number of stays
     * @param medianSeconds the time that half of them did not exceed, within 20 percent
     * @param p90Seconds the time that nine out of ten did not exceed, within 20 percent
     */
    public record Stays(long count, long medianSeconds, long p90Seconds) {}

    /**
     * The outreaches of one owner, sequence or channel.
     *
     * @param value the public id of the owner or sequence, or the channel; null for outreaches without an owner or sequence
     * @param name the name; null without a value
     * @param flow what happened during the period
     * @param stays the completed stays by state
     */
    public record Group(@Nullable String value, @Nullable String name, Flow flow, Map<OutreachState, Stays> stays) {

        public Group {
            stays = Map.copyOf(stays);
        }
    }
}
