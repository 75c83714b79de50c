package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_TRANSITIONS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.jooq.enums.Channel;
import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import com.grow.outreach.adapter.persistence.list.Narrowing;
import com.grow.outreach.adapter.persistence.list.OutreachCounts;
import com.grow.outreach.adapter.persistence.list.OutreachList;
import com.grow.outreach.adapter.persistence.list.Thresholds;
import com.grow.outreach.adapter.persistence.transaction.PostgresTransaction;
import com.grow.outreach.application.port.out.OutreachRepository;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.OutreachStats;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Position;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Persistence adapter: outreaches in PostgreSQL, for one piece of work. */
public final class JooqOutreachRepository implements OutreachRepository {

    public static final List<SelectFieldOrAsterisk> COLUMNS = List.of(
            OUTREACHES.PUBLIC_ID,
            OUTREACHES.CHANNEL,
            PEOPLE.PUBLIC_ID,
            SEQUENCES.PUBLIC_ID,
            OUTREACHES.CURRENT_STATE,
            OUTREACHES.LAST_SORT_KEY);

    /** Outreaches with what {@link #COLUMNS} needs beside them. */
    public static final Table<?> WITH_NAMED_IDS = OUTREACHES
            .join(PEOPLE)
            .on(PEOPLE.ID.eq(OUTREACHES.PERSON_ID))
            .leftJoin(SEQUENCES)
            .on(SEQUENCES.ID.eq(OUTREACHES.SEQUENCE_ID));

    /** Rendered once: one outreach by its id is asked for more than all else, and rendering would be a third of the work. */
    private static final String FIND = DSL.using(SQLDialect.POSTGRES)
            .select(COLUMNS)
            .from(WITH_NAMED_IDS)
            .where(OUTREACHES.PUBLIC_ID.eq(""))
            .getSQL();

    private final DSLContext dsl;
    private final Thresholds thresholds;
    private final Map<OutreachId, Long> lockedKeys = new HashMap<>();

    public JooqOutreachRepository(DSLContext dsl) {
        this(dsl, Thresholds.MEASURED);
    }

    public JooqOutreachRepository(DSLContext dsl, Thresholds thresholds) {
        this.dsl = dsl;
        this.thresholds = thresholds;
    }

    @Override
    public Optional<Outreach> find(OutreachId id) {
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
        var list = OutreachList.of(query.filter(), query.sort());
        if (list.dependsOnTotal() || query.page().offset() >= thresholds.deep()) {
            return PostgresTransaction.snapshot(dsl, snapshot -> deepPage(query, list, snapshot));
        }
        var start = new OutreachList.Start(list.parts(false), query.page().offset());
        var total = list.total();
        var rows = rows(dsl, list, start, query.page().size(), List.of(total)).fetch();
        return rows.isEmpty()
                ? PostgresTransaction.snapshot(dsl, snapshot -> deepPage(query, list, snapshot))
                : new Page<>(
                        rows.map(JooqOutreachRepository::outreach),
                        query.page(),
                        rows.getFirst().get(total));
    }

    @Override
    public Slice<Outreach> walk(OutreachFilter filter, SliceRequest slice) {
        var list = OutreachList.of(filter, OutreachSort.NEWEST_FIRST);
        // One more than asked for tells whether anything follows.
        var rows = rows(
                        dsl,
                        list,
                        list.startingAfter(slice.after()),
                        slice.size() + 1,
                        List.of(OutreachList.CREATED_AT, OutreachList.ID))
                .fetch();
        var items = rows.subList(0, Math.min(slice.size(), rows.size()));
        return new Slice<>(
                items.stream().map(JooqOutreachRepository::outreach).toList(),
                items.size() < rows.size() ? position(items.getLast()) : null);
    }

    private static Position position(Record row) {
        return new Position(row.get(OutreachList.CREATED_AT), row.get(OutreachList.ID));
    }

    @Override
    public long count(OutreachFilter filter) {
        return dsl.select(OutreachCounts.count(Narrowing.of(filter)))
                .fetchSingle()
                .value1();
    }

    @Override
    public OutreachStats stats(OutreachFilter filter) {
        return new OutreachStats(OutreachCounts.byKind(Narrowing.of(filter), dsl)
                .map(row -> new OutreachStats.Kind(state(row.value1()), channel(row.value2()), row.value3())));
    }

    @Override
    public Optional<Page<Transition>> history(OutreachId id, PageRequest page) {
        // One statement, so that an unknown outreach, an empty page and the size are told apart as of one moment.
        var total = field(selectCount()
                        .from(OUTREACH_TRANSITIONS)
                        .where(OUTREACH_TRANSITIONS.OUTREACH_ID.eq(OUTREACHES.ID)))
                .as("total");
        var latest = lateral(selectFrom(OUTREACH_TRANSITIONS)
                        .where(OUTREACH_TRANSITIONS.OUTREACH_ID.eq(OUTREACHES.ID))
                        .orderBy(OUTREACH_TRANSITIONS.SORT_KEY.desc())
                        .limit(page.size())
                        .offset(page.offset()))
                .as("latest");
        var rows = dsl.select(latest.fields())
                .select(total)
                .from(OUTREACHES)
                .leftJoin(latest)
                .on(trueCondition())
                .where(OUTREACHES.PUBLIC_ID.eq(id.value()))
                .orderBy(requireNonNull(latest.field(OUTREACH_TRANSITIONS.SORT_KEY))
                        .desc())
                .fetch();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var items = rows.stream()
                .filter(row -> row.get(OUTREACH_TRANSITIONS.SORT_KEY) != null)
                .map(row -> transition(id, row))
                .toList();
        return Optional.of(new Page<>(items, page, rows.getFirst().get(total)));
    }

    /** First counts, then reads. */
    private Page<Outreach> deepPage(OutreachQuery query, OutreachList list, DSLContext snapshot) {
        long totalCount = snapshot.select(list.total()).fetchSingle().value1();
        long offset = query.page().offset();
        if (offset >= totalCount) {
            return new Page<>(List.of(), query.page(), totalCount);
        }
        var parts = list.parts(totalCount <= thresholds.few());
        var start = offset < thresholds.deep()
                ? new OutreachList.Start(parts, offset)
                : list.startingAt(offset, parts, snapshot);
        return new Page<>(
                rows(snapshot, list, start, query.page().size(), List.of()).fetch(JooqOutreachRepository::outreach),
                query.page(),
                totalCount);
    }

    private static ResultQuery<Record> rows(
            DSLContext context, OutreachList list, OutreachList.Start start, int size, List<? extends Field<?>> more) {
        return context.select(COLUMNS)
                .select(more)
                .from(OutreachList.page(start, size))
                .join(WITH_NAMED_IDS)
                .on(OUTREACHES.ID.eq(OutreachList.ID))
                .orderBy(list.order());
    }

    @Override
    public Map<OutreachId, Outreach> findAll(Collection<OutreachId> ids) {
        return dsl.select(COLUMNS)
                .from(WITH_NAMED_IDS)
                .where(OUTREACHES.PUBLIC_ID.eq(any(array(ids, OutreachId::value, SQLDataType.VARCHAR))))
                .fetchMap(row -> new OutreachId(row.get(OUTREACHES.PUBLIC_ID)), JooqOutreachRepository::outreach);
    }

    @Override
    public Map<OutreachId, Outreach> lock(Collection<OutreachId> ids) {
        return lockThose(OUTREACHES.PUBLIC_ID.eq(any(array(ids, OutreachId::value, SQLDataType.VARCHAR))))
                .values()
                .stream()
                .collect(toMap(Outreach::id, identity()));
    }

    @Override
    public Slice<Outreach> lockNext(OutreachFilter filter, SliceRequest slice) {
        var list = OutreachList.of(filter, OutreachSort.NEWEST_FIRST);
        // One more than asked for tells whether anything follows.
        var rows = dsl.select(OutreachList.CREATED_AT, OutreachList.ID)
                .from(OutreachList.page(list.startingAfter(slice.after()), slice.size() + 1))
                .orderBy(list.order())
                .fetch();
        var page = rows.subList(0, Math.min(slice.size(), rows.size()));
        var keys = page.stream().map(row -> row.get(OutreachList.ID)).toList();
        // Whatever changed before it was locked is held against the filter once more, as it is then.
        var locked = lockThose(OUTREACHES
                .ID
                .eq(any(array(keys, key -> key, SQLDataType.BIGINT)))
                .and(Narrowing.of(filter).where()));
        return new Slice<>(
                keys.stream().map(locked::get).filter(Objects::nonNull).toList(),
                page.size() < rows.size() ? position(page.getLast()) : null);
    }

    /** Locks the rows that pass a condition, and returns them by their key. */
    private Map<Long, Outreach> lockThose(Condition condition) {
        // Everybody locks in the order of the key, so that overlapping batches can't deadlock. What others did while
        // this waited is seen by the next statement, not by this one, so the rows are read afterwards.
        List<Long> keys = dsl.select(OUTREACHES.ID)
                .from(OUTREACHES)
                .where(condition)
                .orderBy(OUTREACHES.ID)
                .forNoKeyUpdate()
                .fetch(OUTREACHES.ID);
        var locked = new HashMap<Long, Outreach>();
        dsl.select(COLUMNS)
                .select(OUTREACHES.ID)
                .from(WITH_NAMED_IDS)
                .where(OUTREACHES.ID.eq(any(array(keys, key -> key, SQLDataType.BIGINT))))
                .forEach(row -> {
                    var outreach = outreach(row);
                    locked.put(row.get(OUTREACHES.ID), outreach);
                    lockedKeys.put(outreach.id(), row.get(OUTREACHES.ID));
                });
        return locked;
    }

    @Override
    public void saveMoved(Collection<Moved> moved) {
        if (moved.isEmpty()) {
            return;
        }
        var transitions = moved.stream().map(Moved::transition).toList();
        dsl.execute(
                """
                with moved as (
                  select * from unnest({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7})
                    as moved (outreach_id, sort_key, from_state, to_state, created_at, actor, reason, metadata)
                ), updated as (
                  update outreaches
                  set current_state = moved.to_state, last_sort_key = moved.sort_key
                  from moved
                  where outreaches.id = moved.outreach_id
                )
                insert into outreach_transitions
                  (outreach_id, sort_key, from_state, to_state, created_at, actor, reason, metadata)
                select * from moved
                """,
                array(transitions, transition -> key(transition.outreachId()), SQLDataType.BIGINT),
                array(transitions, Transition::sortKey, SQLDataType.INTEGER),
                array(transitions, transition -> state(transition.fromState()), OUTREACHES.CURRENT_STATE.getDataType()),
                array(transitions, transition -> state(transition.toState()), OUTREACHES.CURRENT_STATE.getDataType()),
                array(transitions, Transition::createdAt, OUTREACH_TRANSITIONS.CREATED_AT.getDataType()),
                array(transitions, transition -> transition.cause().actor(), SQLDataType.VARCHAR),
                array(transitions, transition -> transition.cause().reason(), SQLDataType.VARCHAR),
                array(
                        transitions,
                        transition -> JSONB.valueOf(transition.cause().metadata()),
                        SQLDataType.JSONB));
    }

    @Override
    public void saveAssigned(Collection<Outreach> outreaches, Cause cause) {
        if (outreaches.isEmpty()) {
            return;
        }
        dsl.execute(
                """
                with told as materialized (select {2})
                update outreaches
                set sequence_id = sequences.id
                from told cross join unnest({0}, {1}) as assigned (outreach_id, sequence_public_id)
                left join sequences on sequences.public_id = assigned.sequence_public_id
                where outreaches.id = assigned.outreach_id
                """,
                array(outreaches, outreach -> key(outreach.id()), SQLDataType.BIGINT),
                array(
                        outreaches,
                        outreach -> outreach.sequenceId().map(SequenceId::value).orElse(null),
                        SQLDataType.VARCHAR),
                tell(cause));
    }

    @Override
    public boolean create(Outreach outreach, Instant createdAt, Cause cause) {
        // The person has been found, so that they stay at their company; now the company keeps its owner, too.
        return dsl.execute(
                        """
                with told as materialized (select {7})
                insert into outreaches (public_id, person_id, company_id, owner_id, sequence_id, created_at,
                  last_sort_key, channel, current_state)
                select {0}, people.id, companies.id, companies.owner_id,
                  (select id from sequences where public_id = {1}), {2}, {3}, {4}, {5}
                from told cross join people join companies on companies.id = people.company_id
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
                        tell(cause))
                == 1;
    }

    @Override
    public void delete(OutreachId id, Cause cause) {
        dsl.execute(
                "with told as materialized (select {1}) delete from outreaches using told where id = {0}",
                val(key(id)), tell(cause));
    }

    /** What the triggers of the statement that has this take for the actor of their events. */
    private static Field<String> tell(Cause cause) {
        return function(
                "set_config", String.class, inline("grow.actor"), coalesce(val(cause.actor()), ""), inline(true));
    }

    /** How many outreaches a list holds. */
    long size(OutreachFilter filter) {
        return dsl.select(OutreachList.of(filter, OutreachSort.NEWEST_FIRST).total())
                .fetchSingle()
                .value1();
    }

    private Long key(OutreachId id) {
        return requireNonNull(lockedKeys.get(id), "not locked by this repository");
    }

    private static <E, T> Field<T[]> array(Collection<E> elements, Function<E, T> value, DataType<T> type) {
        return val(elements.stream().map(value).toList(), type.array());
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

    public static Outreach outreach(Record row) {
        return outreach(
                row.get(OUTREACHES.PUBLIC_ID),
                row.get(OUTREACHES.CHANNEL).getLiteral(),
                row.get(PEOPLE.PUBLIC_ID),
                row.get(SEQUENCES.PUBLIC_ID),
                row.get(OUTREACHES.CURRENT_STATE).getLiteral(),
                row.get(OUTREACHES.LAST_SORT_KEY));
    }

    /** The row that a result stands on, of {@link #COLUMNS} in their order. */
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
