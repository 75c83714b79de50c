package com.grow.outreach.application.query;

import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.OutreachState;
import java.util.List;
import java.util.function.Predicate;

/**
 * How many outreaches a list holds of each kind.
 *
 * <p>API documentation: the answer to {@code GET /api/outreaches/stats}.
 *
 * @param kinds the kinds of which there are any, each once
 */
public record OutreachStats(List<Kind> kinds) {

    /** The outreaches in one state and over one channel. */
    public record Kind(OutreachState state, Channel channel, long count) {}

    public OutreachStats {
        kinds = List.copyOf(kinds);
    }

    /** How many there are in all. */
    public long total() {
        return sum(kind -> true);
    }

    /** How many are in a state. */
    public long count(OutreachState state) {
        return sum(kind -> kind.state() == state);
    }

    /** How many go over a channel. */
    public long count(Channel channel) {
        return sum(kind -> kind.channel() == channel);
    }

    /** How many are in a state and go over a channel. */
    public long count(OutreachState state, Channel channel) {
        return sum(kind -> kind.state() == state && kind.channel() == channel);
    }

    private long sum(Predicate<Kind> which) {
        return kinds.stream().filter(which).mapToLong(Kind::count).sum();
    }
}
