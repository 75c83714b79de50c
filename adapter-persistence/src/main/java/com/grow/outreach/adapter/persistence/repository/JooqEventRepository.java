package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.EVENTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.EVENT_FEED;
import static com.grow.outreach.adapter.persistence.jooq.Tables.EVENT_FEED_GAPS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import com.grow.outreach.adapter.persistence.jooq.enums.OutreachEventType;
import com.grow.outreach.adapter.persistence.jooq.tables.records.EventsRecord;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.application.port.out.EventRepository;
import com.grow.outreach.application.port.out.EventSeal;
import com.grow.outreach.application.port.out.FeedExtent;
import com.grow.outreach.application.port.out.FeedExtent.Gap;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.OutreachEvent;
import com.grow.outreach.domain.OutreachEvent.Change;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The events in PostgreSQL, within one transaction or read. Triggers write them; see {@code V12__events.sql}. */
public record JooqEventRepository(DSLContext dsl, VisibleRows visible) implements EventRepository {

    @Override
    public int sequence() {
        return dsl.fetchSingle("select sequence_events()").into(int.class);
    }

    @Override
    public List<OutreachEvent> after(EventPosition position, int limit) {
        return dsl.selectFrom(EVENTS)
                .where(EVENTS.POSITION.gt(position.value()))
                .and(isVisible())
                .orderBy(EVENTS.POSITION)
                .limit(limit)
                .fetch(JooqEventRepository::event);
    }

    /** Returns the condition for the events of records that exist and that the caller sees. */
    private Condition isVisible() {
        if (visible.all()) {
            return noCondition();
        }
        return EVENTS.OUTREACH_PUBLIC_ID
                .in(select(OUTREACHES.PUBLIC_ID).from(OUTREACHES).where(visible.outreaches()))
                .or(EVENTS.TYPE
                        .eq(inline(OutreachEventType.person_merged))
                        .and(EVENTS.TO_VALUE.in(
                                select(PEOPLE.PUBLIC_ID).from(PEOPLE).where(visible.people()))))
                .or(EVENTS.TYPE
                        .eq(inline(OutreachEventType.company_merged))
                        .and(EVENTS.TO_VALUE.in(
                                select(COMPANIES.PUBLIC_ID).from(COMPANIES).where(visible.companies()))));
    }

    @Override
    public EventSeal seal() {
        return new AesEventSeal(
                dsl.select(EVENT_FEED.ID_KEY).from(EVENT_FEED).fetchSingle().value1());
    }

    @Override
    public FeedExtent extent() {
        var rows = dsl.select(EVENT_FEED.LAST_POSITION, EVENT_FEED_GAPS.AFTER_POSITION, EVENT_FEED_GAPS.NEXT_POSITION)
                .from(EVENT_FEED)
                .leftJoin(EVENT_FEED_GAPS)
                .on(trueCondition())
                .orderBy(EVENT_FEED_GAPS.AFTER_POSITION)
                .fetch();
        return new FeedExtent(
                new EventPosition(rows.getFirst().value1()),
                rows.stream()
                        .filter(row -> row.value2() != null)
                        .map(row -> new Gap(new EventPosition(row.value2()), new EventPosition(row.value3())))
                        .toList());
    }

    static OutreachEvent event(EventsRecord row) {
        return new OutreachEvent(
                new EventPosition(row.getPosition()),
                row.getOutreachPublicId() == null ? null : new OutreachId(row.getOutreachPublicId()),
                change(row),
                row.getAt(),
                row.getActor());
    }

    private static Change change(EventsRecord row) {
        return switch (row.getType()) {
            case created -> new Change.Created(state(row.getToValue()));
            case transitioned -> new Change.Transitioned(state(row.getFromValue()), state(row.getToValue()));
            case assigned -> new Change.Assigned(sequence(row.getFromValue()), sequence(row.getToValue()));
            case deleted -> new Change.Deleted(state(row.getFromValue()));
            case person_merged -> new Change.Merged(new PersonId(row.getFromValue()), new PersonId(row.getToValue()));
            case company_merged ->
                new Change.Merged(new CompanyId(row.getFromValue()), new CompanyId(row.getToValue()));
        };
    }

    private static OutreachState state(String value) {
        return OutreachState.parse(value).orElseThrow();
    }

    private static @Nullable SequenceId sequence(@Nullable String value) {
        return value == null ? null : new SequenceId(value);
    }
}
