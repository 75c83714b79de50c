package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_TRANSITIONS;
import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.list.Narrowing;
import com.grow.outreach.adapter.persistence.list.OutreachList;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.Moved;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.SQLDataType;

/** The outreaches that a transaction has locked, and the statements that change them. */
final class LockedOutreaches {

    private final DSLContext dsl;
    private final VisibleRows visible;
    private final Map<OutreachId, Long> keys = new HashMap<>();

    LockedOutreaches(DSLContext dsl, VisibleRows visible) {
        this.dsl = dsl;
        this.visible = visible;
    }

    /** Locks outreaches. Returns those that exist. */
    Map<OutreachId, Outreach> lock(Collection<OutreachId> ids) {
        return lock(OUTREACHES.PUBLIC_ID.eq(any(array(ids, OutreachId::value, SQLDataType.VARCHAR)))).values().stream()
                .collect(toMap(Outreach::id, identity()));
    }

    /** Locks the next outreaches that match a filter. */
    Slice<Outreach> lockNext(OutreachFilter filter, SliceRequest slice) {
        var next =
                OutreachList.of(filter, OutreachSort.NEWEST_FIRST, visible, dsl).keys(slice, dsl);
        // Tests the filter again, because a row may have changed before this transaction locked it.
        var locked = lock(OUTREACHES
                .ID
                .eq(any(array(next.items(), key -> key, SQLDataType.BIGINT)))
                .and(Narrowing.of(filter, visible, dsl).where()));
        return new Slice<>(
                next.items().stream().map(locked::get).filter(Objects::nonNull).toList(), next.next());
    }

    /** Locks the rows that match a condition. Returns them by key. */
    private Map<Long, Outreach> lock(Condition condition) {
        // All transactions lock in key order, so that overlapping batches can't deadlock. The second statement reads
        // the rows, because only a later statement sees the changes for which the first one waited.
        List<Long> sorted = dsl.select(OUTREACHES.ID)
                .from(OUTREACHES)
                .where(condition)
                .and(visible.outreaches())
                .orderBy(OUTREACHES.ID)
                .forNoKeyUpdate()
                .fetch(OUTREACHES.ID);
        var locked = new HashMap<Long, Outreach>();
        dsl.select(JooqOutreachRepository.COLUMNS)
                .select(OUTREACHES.ID)
                .from(JooqOutreachRepository.WITH_NAMED_IDS)
                .where(OUTREACHES.ID.eq(any(array(sorted, key -> key, SQLDataType.BIGINT))))
                .and(visible.outreaches())
                .forEach(row -> {
                    var outreach = JooqOutreachRepository.outreach(row);
                    locked.put(row.get(OUTREACHES.ID), outreach);
                    keys.put(outreach.id(), row.get(OUTREACHES.ID));
                });
        return locked;
    }

    /** Stores new states and their transitions. */
    void saveMoved(Collection<Moved> moved) {
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
                  set current_state = moved.to_state, last_sort_key = moved.sort_key, moved_at = moved.created_at
                  from moved
                  where outreaches.id = moved.outreach_id
                )
                insert into outreach_transitions
                  (outreach_id, sort_key, from_state, to_state, created_at, actor, reason, metadata)
                select * from moved
                """,
                array(transitions, transition -> key(transition.outreachId()), SQLDataType.BIGINT),
                array(transitions, Transition::sortKey, SQLDataType.INTEGER),
                array(
                        transitions,
                        transition -> JooqOutreachRepository.state(transition.fromState()),
                        OUTREACHES.CURRENT_STATE.getDataType()),
                array(
                        transitions,
                        transition -> JooqOutreachRepository.state(transition.toState()),
                        OUTREACHES.CURRENT_STATE.getDataType()),
                array(transitions, Transition::createdAt, OUTREACH_TRANSITIONS.CREATED_AT.getDataType()),
                array(transitions, transition -> transition.cause().actor(), SQLDataType.VARCHAR),
                array(transitions, transition -> transition.cause().reason(), SQLDataType.VARCHAR),
                array(
                        transitions,
                        transition -> JSONB.valueOf(transition.cause().metadata()),
                        SQLDataType.JSONB));
    }

    /** Stores the sequences of outreaches. */
    void saveAssigned(Collection<Outreach> outreaches, Cause cause) {
        if (outreaches.isEmpty()) {
            return;
        }
        dsl.execute(
                """
                with actor as materialized (select {2})
                update outreaches
                set sequence_id = sequences.id
                from actor cross join unnest({0}, {1}) as assigned (outreach_id, sequence_public_id)
                left join sequences on sequences.public_id = assigned.sequence_public_id
                where outreaches.id = assigned.outreach_id
                """,
                array(outreaches, outreach -> key(outreach.id()), SQLDataType.BIGINT),
                array(
                        outreaches,
                        outreach -> outreach.sequenceId().map(SequenceId::value).orElse(null),
                        SQLDataType.VARCHAR),
                actor(cause));
    }

    /** Deletes an outreach. */
    void delete(OutreachId id, Cause cause) {
        dsl.execute(
                "with actor as materialized (select {1}) delete from outreaches using actor where id = {0}",
                val(key(id)), actor(cause));
    }

    /** Returns the expression that sets the actor for the triggers of its statement, which record events. */
    static Field<String> actor(Cause cause) {
        return function(
                "set_config", String.class, inline("grow.actor"), coalesce(val(cause.actor()), ""), inline(true));
    }

    private Long key(OutreachId id) {
        return requireNonNull(keys.get(id), "not locked by this repository");
    }

    /** Returns an array parameter with a value of each element. */
    static <E, T> Field<T[]> array(Collection<E> elements, Function<E, T> value, DataType<T> type) {
        return val(elements.stream().map(value).toList(), type.array());
    }
}
