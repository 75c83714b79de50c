package com.grow.outreach.application.service.event;

import com.grow.outreach.application.port.in.event.EventIds;
import com.grow.outreach.application.port.in.event.FollowEvents;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.access.Caller;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * The events that a caller sees.
 *
 * @param all the feed of all events
 * @param visible returns those of some events that the caller sees, in the same order
 * @param ids the ids of positions for the caller
 * @param nanos the time in nanoseconds, from any start
 */
record VisibleEvents(FollowEvents all, UnaryOperator<List<Event>> visible, EventIds ids, LongSupplier nanos)
        implements FollowEvents {

    @Override
    public EventPosition latest() {
        return all.latest();
    }

    @Override
    public Next next(EventPosition after, Duration patience) throws InterruptedException {
        long end = nanos.getAsLong() + patience.toNanos();
        var position = after;
        // Other events don't end the wait, because the time of the answer would reveal them.
        while (true) {
            var left = Duration.ofNanos(Math.max(0, end - nanos.getAsLong()));
            var next = all.next(position, left);
            if (!(next instanceof Next.Events some)) {
                return next;
            }
            List<Event> seen = some.events().isEmpty() ? List.of() : visible.apply(some.events());
            if (!seen.isEmpty()) {
                return new Next.Events(seen, seen.get(seen.size() - 1).position());
            }
            position = some.reached();
            if (left.isZero()) {
                return new Next.Events(seen, position);
            }
        }
    }

    @Override
    public FollowEvents within(Caller caller) {
        return all.within(caller);
    }
}
