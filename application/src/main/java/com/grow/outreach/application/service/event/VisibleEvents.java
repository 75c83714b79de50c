package com.grow.outreach.application.service.event;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

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

/**
 * The events that a caller sees. An event belongs to its outreach, and the event of a merge to the record that remains.
 *
 * @param all the feed of all events
 * @param visible the storage as the caller sees it
 */
record VisibleEvents(FollowEvents all, Transactions visible) implements FollowEvents {

    @Override
    public EventPosition latest() {
        return all.latest();
    }

    @Override
    public Next next(EventPosition after, Duration patience) throws InterruptedException {
        var next = all.next(after, patience);
        if (!(next instanceof Next.Events some) || some.events().isEmpty()) {
            return next;
        }
        // The caller gets a new position even without events, so that a client does not read the others again.
        return new Next.Events(visible.read(stored -> visible(stored, some.events())), some.reached());
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
        return new VisibleEvents(all, visible.within(caller));
    }
}
