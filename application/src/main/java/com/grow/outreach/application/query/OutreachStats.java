package com.grow.outreach.application.query;

import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.OutreachState;
import java.util.List;
import java.util.function.Predicate;

/**
 * The number of outreaches of each state and channel.
 *
 * <p>API documentation: the answer to {@code GET /api/outreaches/stats}.
 *
 * @param kinds the numbers above zero
 */
public record OutreachStats(List<Kind> kinds) {

    /** The number of outreaches of one state and channel. */
    public record Kind(OutreachState state, Channel channel, long count) {}

    public OutreachStats {
        kinds = List.copyOf(kinds);
    }

    /** Returns the total. */
    public long total() {
        return sum(kind -> true);
    }

    /** Returns the number in a state. */
    public long count(OutreachState state) {
        return sum(kind -> kind.state() == state);
    }

    /** Returns the number with a channel. */
    public long count(Channel channel) {
        return sum(kind -> kind.channel() == channel);
    }

    /** Returns the number in a state with a channel. */
    public long count(OutreachState state, Channel channel) {
        return sum(kind -> kind.state() == state && kind.channel() == channel);
    }

    private long sum(Predicate<Kind> which) {
        return kinds.stream().filter(which).mapToLong(Kind::count).sum();
    }
}
