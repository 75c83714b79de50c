package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_TRANSITIONS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.jooq.enums.Channel;
import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import com.grow.outreach.adapter.persistence.list.Narrowing;
import com.grow.outreach.adapter.persistence.list.OutreachCounts;
import com.grow.outreach.adapter.persistence.list.OutreachList;
import com.grow.outreach.adapter.persistence.list.Thresholds;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.application.port.out.OutreachRepository;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.OutreachStats;
import com.grow.outreach.application.query.OutreachTimes;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.Moved;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record3;
import org.jooq.SQLDialect;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The outreaches in PostgreSQL, within one transaction or read. */
public final class JooqOutreachRepository implements OutreachRepository {

    /** The columns from which {@link #outreach(Record)} reads an outreach. */
    public static final List<SelectFieldOrAsterisk> COLUMNS = List.of(
            OUTREACHES.PUBLIC_ID,
            OUTREACHES.CHANNEL,
            PEOPLE.PUBLIC_ID,
            SEQUENCES.PUBLIC_ID,
            OUTREACHES.CURRENT_STATE,
            OUTREACHES.LAST_SORT_KEY);

    /** {@code outreaches} with the joins that {@link #COLUMNS} needs. */
    public static final Table<?> WITH_NAMED_IDS = OUTREACHES
            .join(PEOPLE)
            .on(PEOPLE.ID.eq(OUTREACHES.PERSON_ID))
            .leftJoin(SEQUENCES)
            .on(SEQUENCES.ID.eq(OUTREACHES.SEQUENCE_ID));

    static final OutreachList.Rows<Outreach> ROWS =
            new OutreachList.Rows<>(COLUMNS, WITH_NAMED_IDS, JooqOutreachRepository::outreach);

    /** Rendered once, because this is the most frequent query and rendering takes a third of its time. */
    private static final String FIND = DSL.using(SQLDialect.POSTGRES)
            .select(COLUMNS)
            .from(WITH_NAMED_IDS)
            .where(OUTREACHES.PUBLIC_ID.eq(""))
            .getSQL();

    private final DSLContext dsl;
    private final VisibleRows visible;
    private final Thresholds thresholds;
    private final LockedOutreaches locked;

    public JooqOutreachRepository(DSLContext dsl, VisibleRows visible) {
        this(dsl, visible, Thresholds.MEASURED);
    }

    public JooqOutreachRepository(DSLContext dsl, VisibleRows visible, Thresholds thresholds) {
        this.dsl = dsl;
        this.visible = visible;
        this.thresholds = thresholds;
        this.locked = new LockedOutreaches(dsl, visible);
    }

    @Override
    public Optional<Outreach> find(OutreachId id) {
        if (!visible.all()) {
            return Optional.ofNullable(findAll(List.of(id)).get(id));
        }
        return dsl.connectionResult(connection -> {
            try (var statement = connection.prepareStatement(FIND)) {
                statement.setString(1, id.value());
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(outreach(rows)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public Page<Outreach> page(OutreachQuery query) {
        return OutreachList.of(query.filter(), query.sort(), visible, dsl).page(query.page(), ROWS, thresholds, dsl);
    }

    @Override
    public Slice<Outreach> walk(OutreachFilter filter, SliceRequest slice) {
        return OutreachList.of(filter, OutreachSort.NEWEST_FIRST, visible, dsl).slice(slice, ROWS, dsl);
    }

    @Override
    public long count(OutreachFilter filter) {
        return dsl.select(OutreachCounts.count(Narrowing.of(filter, visible, dsl)))
                .fetchSingle()
                .value1();
    }

    @Override
    public long count(OutreachFilter filter, @Nullable SequenceId sequence) {
        return dsl.select(
                        OutreachCounts.count(Narrowing.of(filter, visible, dsl).in(sequence)))
                .fetchSingle()
                .value1();
    }

    @Override
    public OptedOut optedOut(OutreachFilter filter, int mostPeople) {
        return OptOutCounts.of(Narrowing.of(filter, visible, dsl), mostPeople, dsl);
    }

    @Override
    public OutreachStats stats(OutreachFilter filter) {
        return new OutreachStats(
                OutreachCounts.byKind(Narrowing.of(filter, visible, dsl), dsl).map(row -> kind(row)));
    }

    /** Returns the count in a record with a state, a channel and a number. */
    static OutreachStats.Kind kind(Record3<OutreachState, Channel, Long> row) {
        return new OutreachStats.Kind(state(row.value1()), channel(row.value2()), row.value3());
    }

    @Override
    public Optional<Page<Transition>> history(OutreachId id, PageRequest page) {
        return OutreachHistory.page(id, page, visible, dsl);
    }

    @Override
    public Map<OutreachId, Outreach> findAll(Collection<OutreachId> ids) {
        return findAll(ids, OutreachFilter.ALL);
    }

    @Override
    public Map<OutreachId, Outreach> findAll(Collection<OutreachId> ids, OutreachFilter filter) {
        return dsl.select(COLUMNS)
                .from(WITH_NAMED_IDS)
                .where(OUTREACHES.PUBLIC_ID.eq(
                        any(LockedOutreaches.array(ids, OutreachId::value, SQLDataType.VARCHAR))))
                .and(Narrowing.of(filter, visible, dsl).where())
                .and(visible.outreaches())
                .fetchMap(row -> new OutreachId(row.get(OUTREACHES.PUBLIC_ID)), JooqOutreachRepository::outreach);
    }

    @Override
    public Map<OutreachId, OutreachTimes> times(Collection<OutreachId> ids) {
        return dsl.select(OUTREACHES.PUBLIC_ID, OUTREACHES.CREATED_AT, OUTREACHES.CHANGED_AT)
                .from(OUTREACHES)
                .where(OUTREACHES.PUBLIC_ID.eq(
                        any(LockedOutreaches.array(ids, OutreachId::value, SQLDataType.VARCHAR))))
                .and(visible.outreaches())
                .fetchMap(row -> new OutreachId(row.value1()), row -> new OutreachTimes(row.value2(), row.value3()));
    }

    @Override
    public Map<OutreachId, Outreach> lock(Collection<OutreachId> ids) {
        return locked.lock(ids);
    }

    @Override
    public Slice<Outreach> lockNext(OutreachFilter filter, SliceRequest slice) {
        return locked.lockNext(filter, slice);
    }

    @Override
    public void saveMoved(Collection<Moved> moved) {
        locked.saveMoved(moved);
    }

    @Override
    public void saveAssigned(Collection<Outreach> outreaches, Cause cause) {
        locked.saveAssigned(outreaches, cause);
    }

    @Override
    public void delete(OutreachId id, Cause cause) {
        locked.delete(id, cause);
    }

    @Override
    public boolean create(Outreach outreach, Instant createdAt, Cause cause) {
        // The lock of the person keeps its company. This statement locks the company, which keeps its owner.
        return dsl.execute(
                        """
                with actor as materialized (select {7})
                insert into outreaches (public_id, person_id, company_id, owner_id, sequence_id, created_at,
                  last_sort_key, channel, current_state)
                select {0}, people.id, companies.id, companies.owner_id,
                  (select id from sequences where public_id = {1}), {2}, {3}, {4}, {5}
                from actor cross join people join companies on companies.id = people.company_id
                where people.public_id = {6}
                for key share of companies
                on conflict (public_id) do nothing
                """,
                        val(outreach.id().value()),
                        val(outreach.sequenceId().map(SequenceId::value).orElse(null), SQLDataType.VARCHAR),
                        val(createdAt, OUTREACHES.CREATED_AT),
                        val(outreach.lastSortKey()),
                        val(Channel.lookupLiteral(outreach.channel().value()), OUTREACHES.CHANNEL),
                        val(state(outreach.currentState()), OUTREACHES.CURRENT_STATE),
                        val(outreach.personId().value()),
                        LockedOutreaches.actor(cause))
                == 1;
    }

    /** Returns the number of outreaches that match a filter. */
    long size(OutreachFilter filter) {
        return dsl.select(OutreachList.of(filter, OutreachSort.NEWEST_FIRST, visible, dsl)
                        .total())
                .fetchSingle()
                .value1();
    }

    static OutreachState state(com.grow.outreach.domain.OutreachState state) {
        return requireNonNull(OutreachState.lookupLiteral(state.value()));
    }

    static com.grow.outreach.domain.OutreachState state(OutreachState state) {
        return com.grow.outreach.domain.OutreachState.parse(state.getLiteral()).orElseThrow();
    }

    static Channel channel(com.grow.outreach.domain.Channel channel) {
        return requireNonNull(Channel.lookupLiteral(channel.value()));
    }

    static com.grow.outreach.domain.Channel channel(Channel channel) {
        return com.grow.outreach.domain.Channel.parse(channel.getLiteral()).orElseThrow();
    }

    /** Returns the transition in a record of {@code outreach_transitions}. */
    public static Transition transition(OutreachId id, Record row) {
        return new Transition(
                id,
                state(row.get(OUTREACH_TRANSITIONS.FROM_STATE)),
                state(row.get(OUTREACH_TRANSITIONS.TO_STATE)),
                row.get(OUTREACH_TRANSITIONS.SORT_KEY),
                row.get(OUTREACH_TRANSITIONS.CREATED_AT),
                new Cause(
                        row.get(OUTREACH_TRANSITIONS.ACTOR),
                        row.get(OUTREACH_TRANSITIONS.REASON),
                        row.get(OUTREACH_TRANSITIONS.METADATA).data()));
    }

    /** Returns the outreach in a record with the {@link #COLUMNS}. */
    public static Outreach outreach(Record row) {
        return outreach(
                row.get(OUTREACHES.PUBLIC_ID),
                row.get(OUTREACHES.CHANNEL).getLiteral(),
                row.get(PEOPLE.PUBLIC_ID),
                row.get(SEQUENCES.PUBLIC_ID),
                row.get(OUTREACHES.CURRENT_STATE).getLiteral(),
                row.get(OUTREACHES.LAST_SORT_KEY));
    }

    /** Returns the outreach in the current row, which has the {@link #COLUMNS} in their order. */
    private static Outreach outreach(ResultSet rows) throws SQLException {
        return outreach(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getInt(6));
    }

    private static Outreach outreach(
            String id, String channel, String personId, @Nullable String sequenceId, String state, int lastSortKey) {
        return Outreach.restore(
                new OutreachId(id),
                com.grow.outreach.domain.Channel.parse(channel).orElseThrow(),
                new PersonId(personId),
                sequenceId == null ? null : new SequenceId(sequenceId),
                com.grow.outreach.domain.OutreachState.parse(state).orElseThrow(),
                lastSortKey);
    }
}
