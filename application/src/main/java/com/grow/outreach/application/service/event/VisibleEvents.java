package com.grow.outreach.application.service.event;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import com.grow.outreach.application.port.in.event.EventIds;
import com.grow.outreach.application.port.in.event.FollowEvents;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.OutreachEvent;
import com.grow.outreach.domain.OutreachEvent.Change.Merged;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.access.Caller;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The events that a caller sees. An event belongs to its outreach, and the event of a merge to the record that remains.
 *
 * @param all the feed of all events
 * @param visible the storage as the caller sees it
 * @param ids the ids of positions, which don't reveal other events
 * @param nanos the time in nanoseconds, from any start
 */
record VisibleEvents(FollowEvents all, Transactions visible, EventIds ids, LongSupplier nanos) implements FollowEvents {

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
            List<OutreachEvent> seen =
                    some.events().isEmpty() ? List.of() : visible.read(stored -> visible(stored, some.events()));
            if (!seen.isEmpty()) {
                return new Next.Events(seen, seen.get(seen.size() - 1).position());
            }
            position = some.reached();
            if (left.isZero()) {
                return new Next.Events(seen, position);
            }
        }
    }

    private static List<OutreachEvent> visible(Repositories stored, List<OutreachEvent> events) {
        var records = events.stream().map(VisibleEvents::recordOf).collect(toSet());
        Set<Id> seen = new HashSet<>();
        seen.addAll(stored.outreaches().findAll(only(records, OutreachId.class)).keySet());
        seen.addAll(stored.people().findAll(only(records, PersonId.class)).keySet());
        seen.addAll(stored.companies().findAll(only(records, CompanyId.class)).keySet());
        return events.stream().filter(event -> seen.contains(recordOf(event))).toList();
    }

    private static <I extends Id> List<I> only(Set<Id> ids, Class<I> kind) {
        return ids.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Id recordOf(OutreachEvent event) {
        return event.change() instanceof Merged merged ? merged.into() : requireNonNull(event.outreachId());
    }

    @Override
    public FollowEvents within(Caller caller) {
        return new VisibleEvents(all, visible.within(caller), ids, nanos);
    }
}
