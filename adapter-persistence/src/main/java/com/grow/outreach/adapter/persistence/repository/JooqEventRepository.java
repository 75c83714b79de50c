package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.EVENTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.EVENT_FEED;
import static com.grow.outreach.adapter.persistence.jooq.Tables.EVENT_FEED_GAPS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.IMPORTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.JOBS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.cardinality;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.unnest;

import com.grow.outreach.adapter.persistence.jooq.tables.records.EventsRecord;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.port.out.EventRepository;
import com.grow.outreach.application.port.out.EventSeal;
import com.grow.outreach.application.port.out.FeedExtent;
import com.grow.outreach.application.port.out.FeedExtent.Gap;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.Event.Change;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.EventType;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The events in PostgreSQL, within one transaction or read. Triggers write them; see {@code V34__events_of_everything.sql}. */
public record JooqEventRepository(DSLContext dsl, VisibleRows visible) implements EventRepository {

    private static final Field<String[]> VISIBLE_IDS = field(name("visible_ids"), String[].class);

    @Override
    public int sequence() {
        return dsl.fetchSingle("select sequence_events()").into(int.class);
    }

    @Override
    public List<Event> after(EventPosition position, int limit) {
        return dsl.select(EVENTS.fields())
                .select(ids().as(VISIBLE_IDS))
                .from(EVENTS)
                .where(EVENTS.POSITION.gt(position.value()))
                .and(isVisible())
                .orderBy(EVENTS.POSITION)
                .limit(limit)
                .fetch(row -> event(row.into(EVENTS).with(EVENTS.IDS, row.get(VISIBLE_IDS))));
    }

    /** Returns the condition for the events of records that exist and that the caller sees. */
    private Condition isVisible() {
        return visible.all()
                ? noCondition()
                : EVENTS.TYPE
                        .eq(inline(type(EventType.RESET)))
                        .or(isVisible(EVENTS.RECORD_PUBLIC_ID))
                        .or(cardinality(ids()).gt(0));
    }

    /** Returns the ids of a bulk change that the caller sees. */
    private Field<String[]> ids() {
        if (visible.all()) {
            return EVENTS.IDS;
        }
        var id = field(name("id"), String.class);
        return array(select(id).from(unnest(EVENTS.IDS).as("ids", "id")).where(isVisible(id)));
    }

    private Condition isVisible(Field<String> id) {
        return left(id, SequenceId.KIND.prefix().length())
                .in(inline(SequenceId.KIND.prefix()), inline(UserId.KIND.prefix()))
                .or(id.in(select(OUTREACHES.PUBLIC_ID).from(OUTREACHES).where(visible.outreaches())))
                .or(id.in(select(PEOPLE.PUBLIC_ID).from(PEOPLE).where(visible.people())))
                .or(id.in(select(COMPANIES.PUBLIC_ID).from(COMPANIES).where(visible.companies())))
                .or(id.in(select(JOBS.PUBLIC_ID).from(JOBS).where(visible.createdBy(JOBS.CREATED_BY))))
                .or(id.in(select(IMPORTS.PUBLIC_ID).from(IMPORTS).where(visible.createdBy(IMPORTS.CREATED_BY))));
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

    static Event event(EventsRecord row) {
        var type = EventType.valueOf(row.getType().name().toUpperCase(Locale.ROOT));
        return new Event(
                new EventPosition(row.getPosition()),
                row.getRecordPublicId() == null ? null : id(type, row.getRecordPublicId()),
                change(type, row),
                row.getAt(),
                row.getActor());
    }

    /** Returns the stored value of a type. */
    static com.grow.outreach.adapter.persistence.jooq.enums.EventType type(EventType type) {
        return com.grow.outreach.adapter.persistence.jooq.enums.EventType.valueOf(
                type.name().toLowerCase(Locale.ROOT));
    }

    private static Change change(EventType type, EventsRecord row) {
        return switch (type) {
            case CREATED -> new Change.Created(state(row.getToValue()));
            case TRANSITIONED -> new Change.Transitioned(state(row.getFromValue()), state(row.getToValue()));
            case ASSIGNED -> new Change.Assigned(sequence(row.getFromValue()), sequence(row.getToValue()));
            case DELETED -> new Change.Deleted(state(row.getFromValue()));
            case PERSON_MERGED, COMPANY_MERGED ->
                new Change.Merged(id(type, row.getFromValue()), id(type, row.getToValue()));
            case PERSON_UPDATED, COMPANY_UPDATED, SEQUENCE_UPDATED, USER_UPDATED ->
                new Change.Updated(type, List.of(StorageFailures.requireArray(row.getChanged())));
            case OUTREACH_BULK_CHANGED,
                    PERSON_BULK_CHANGED,
                    COMPANY_BULK_CHANGED,
                    SEQUENCE_BULK_CHANGED,
                    USER_BULK_CHANGED ->
                new Change.BulkChanged(
                        type,
                        Stream.of(StorageFailures.requireArray(row.getIds()))
                                .map(text -> id(type, text))
                                .toList());
            case RESET -> new Change.Reset();
            case PERSON_CREATED,
                    PERSON_DELETED,
                    COMPANY_CREATED,
                    COMPANY_DELETED,
                    SEQUENCE_CREATED,
                    SEQUENCE_DELETED,
                    USER_CREATED,
                    USER_DELETED,
                    IMPORT_STARTED,
                    IMPORT_COMPLETED,
                    IMPORT_FAILED,
                    IMPORT_STOPPED,
                    JOB_STARTED,
                    JOB_COMPLETED,
                    JOB_FAILED,
                    JOB_STOPPED,
                    WEBHOOK_TEST -> new Change.Occurred(type);
        };
    }

    private static Id id(EventType type, String value) {
        return requireNonNull(type.subject()).parse(value).orElseThrow();
    }

    private static OutreachState state(String value) {
        return OutreachState.parse(value).orElseThrow();
    }

    private static @Nullable SequenceId sequence(@Nullable String value) {
        return value == null ? null : new SequenceId(value);
    }
}
