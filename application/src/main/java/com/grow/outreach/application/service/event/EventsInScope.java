package com.grow.outreach.application.service.event;

import static java.util.stream.Collectors.toSet;

import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.Event.Change.BulkChanged;
import com.grow.outreach.domain.Event.Change.Reset;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The events of records that exist in a scope, and of the sequences and users that everyone sees. Bulk changes have only the
 * ids of these records.
 *
 * @param storage the storage as the caller sees it
 */
record EventsInScope(Transactions storage) implements UnaryOperator<List<Event>> {

    @Override
    public List<Event> apply(List<Event> events) {
        return storage.read(stored -> visible(stored, events));
    }

    private static List<Event> visible(Repositories stored, List<Event> events) {
        var ids = events.stream().flatMap(EventsInScope::ids).collect(toSet());
        Set<Id> seen = new HashSet<>();
        seen.addAll(stored.outreaches().findAll(only(ids, OutreachId.class)).keySet());
        seen.addAll(stored.people().findAll(only(ids, PersonId.class)).keySet());
        seen.addAll(stored.companies().findAll(only(ids, CompanyId.class)).keySet());
        seen.addAll(only(ids, SequenceId.class));
        seen.addAll(only(ids, UserId.class));
        only(ids, JobId.class).stream()
                .filter(id -> stored.jobs().find(id).isPresent())
                .forEach(seen::add);
        only(ids, ImportId.class).stream()
                .filter(id -> stored.imports().find(id).isPresent())
                .forEach(seen::add);
        return events.stream().flatMap(event -> visible(event, seen)).toList();
    }

    private static Stream<Id> ids(Event event) {
        return event.change() instanceof BulkChanged bulk ? bulk.ids().stream() : Stream.ofNullable(event.recordId());
    }

    private static <I extends Id> List<I> only(Set<Id> ids, Class<I> kind) {
        return ids.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Returns the event as the caller sees it, or nothing. */
    private static Stream<Event> visible(Event event, Set<Id> seen) {
        if (event.change() instanceof BulkChanged bulk) {
            var rest = bulk.ids().stream().filter(seen::contains).toList();
            return rest.isEmpty() ? Stream.of() : Stream.of(event.with(new BulkChanged(bulk.type(), rest)));
        }
        return event.change() instanceof Reset || seen.contains(event.recordId()) ? Stream.of(event) : Stream.of();
    }
}
