package com.grow.outreach.application.service.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.OutreachChange.Unassignment;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.Event.Change;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.EventType;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The events that a rep sees. */
class EventsInScopeTest {

    private static final UserId MAYA = new UserId("usr_1");
    private static final UserId BEN = new UserId("usr_2");

    private final Transactions storage = InMemoryStorage.of(new TestBook()
            .company("com_1", "Acme", MAYA.value())
            .company("com_2", "Bolt", BEN.value())
            .person("per_1", "com_1")
            .person("per_2", "com_2")
            .outreach("out_1", "per_1", Channel.EMAIL, OutreachState.READY, null)
            .build());

    private final EventsInScope seen = new EventsInScope(storage.within(rep(MAYA)));

    private static Caller rep(UserId user) {
        return new Caller(user, Role.REP, new Scope.OwnedBy(Set.of(user), false), false);
    }

    private static Event event(@Nullable Id recordId, Change change) {
        return new Event(new EventPosition(1), recordId, change, TestBook.START, null);
    }

    private static Event occurred(EventType type, Id id) {
        return event(id, new Change.Occurred(type));
    }

    private static Event bulk(Id... ids) {
        return event(null, new Change.BulkChanged(EventType.COMPANY_BULK_CHANGED, List.of(ids)));
    }

    private Id job(UserId user) {
        var request = new JobRequest(new Unassignment(), OutreachFilter.ALL, Cause.UNKNOWN, false);
        return storage.within(rep(user))
                .write(stored -> stored.jobs().add(request, 1, TestBook.START))
                .id();
    }

    @Test
    void a_rep_sees_the_events_of_records_in_scope() {
        var own = List.of(
                occurred(EventType.COMPANY_CREATED, new CompanyId("com_1")),
                event(new PersonId("per_1"), new Change.Updated(EventType.PERSON_UPDATED, List.of("name"))));
        var foreign = List.of(
                occurred(EventType.COMPANY_CREATED, new CompanyId("com_2")),
                event(new PersonId("per_2"), new Change.Updated(EventType.PERSON_UPDATED, List.of("name"))),
                occurred(EventType.COMPANY_DELETED, new CompanyId("com_3")),
                occurred(EventType.IMPORT_COMPLETED, new ImportId("imp_1")));

        assertThat(seen.apply(own)).isEqualTo(own);
        assertThat(seen.apply(foreign)).isEmpty();
    }

    @Test
    void a_bulk_change_has_only_the_ids_in_scope() {
        assertThat(seen.apply(List.of(bulk(new CompanyId("com_2"), new CompanyId("com_1"), new CompanyId("com_3")))))
                .containsExactly(bulk(new CompanyId("com_1")));
        assertThat(seen.apply(List.of(bulk(new CompanyId("com_2"), new CompanyId("com_3")))))
                .isEmpty();
    }

    @Test
    void everyone_sees_the_events_of_sequences_and_users_and_a_reset() {
        var events = List.of(
                occurred(EventType.SEQUENCE_DELETED, new SequenceId("seq_1")),
                occurred(EventType.USER_CREATED, BEN),
                event(null, new Change.Reset()));

        assertThat(seen.apply(events)).isEqualTo(events);
    }

    @Test
    void a_rep_sees_the_events_of_own_jobs() {
        var own = occurred(EventType.JOB_STARTED, job(MAYA));
        var foreign = occurred(EventType.JOB_STARTED, job(BEN));

        assertThat(seen.apply(List.of(foreign, own))).containsExactly(own);
    }
}
