package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sql;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.application.port.out.InsightRepository;
import com.grow.outreach.application.query.InsightFilter;
import com.grow.outreach.application.query.InsightGrouping;
import com.grow.outreach.application.query.InsightPeriod;
import com.grow.outreach.application.query.Insights;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The insights in PostgreSQL, within one transaction or read. Each answer is one statement over the rows of the counters and
 * their deltas, so that it is consistent and its time does not depend on the number of outreaches.
 */
public record JooqInsightRepository(DSLContext dsl, VisibleRows visible) implements InsightRepository {

    /** The grains of {@code insight_counts}, by what their rows are grouped by. */
    private enum Grain {
        NONE(0b111),
        OWNER(0b011),
        SEQUENCE(0b101),
        CHANNEL(0b110);

        private final int number;

        Grain(int number) {
            this.number = number;
        }
    }

    private static final Field<Long> OWNER_ID = field(name("owner_id"), Long.class);
    private static final Field<Long> SEQUENCE_ID = field(name("sequence_id"), Long.class);
    private static final Field<String> CHANNEL = field("channel::text", String.class);

    /**
     * Parameters: 0 the grain, 1 the weeks, 2 the condition, 3 the value of the group as text, 4 the week of a flow, 5 the groups
     * with their places, 6 the offset and 7 the number of groups.
     */
    private static final String READ = """
            with counted as materialized (
              select grp, week, from_state, to_state, stay, sum(n)::bigint as n
              from (
                select {3} as grp, {4} as week, from_state, to_state, stay, n from insight_counts
                where grain = {0} and week = any ({1}) and {2}
                union all
                select {3}, {4}, from_state, to_state, stay, n from insight_deltas
                where week = any ({1}) and {2}
              ) both_of_them
              group by 1, 2, 3, 4, 5
              having sum(n) <> 0
            ), ranked as (
              {5}
            ), groups as materialized (
              select grp, place from ranked order by place offset {6} limit {7}
            ), stays as (
              select place, from_state, stay, n,
                sum(n) over (partition by place, from_state order by stay) as upto,
                sum(n) over (partition by place, from_state) as total,
                case when stay = 0 then 0 else (stay_bounds())[stay] end as lower,
                coalesce((stay_bounds())[stay + 1], 2 * (stay_bounds())[stay]) as upper
              from (
                select place, from_state, stay, sum(n) as n
                from counted join groups on counted.grp is not distinct from groups.grp
                where from_state is not null
                group by 1, 2, 3
              ) each_class
            )
            select 'total' as kind, 0 as place, null::date as week, null as value, count(*) as n,
              null::bigint as median, null::bigint as p90
            from ranked
            union all
            select 'group', place, null, grp, 0, null, null from groups
            union all
            select 'move', place, week, to_state::text, sum(n)::bigint, null, null
            from counted join groups on counted.grp is not distinct from groups.grp
            where from_state is not null
            group by place, week, to_state
            union all
            select case to_state when 'ready' then 'ready' else 'created' end, place, week, null, n, null, null
            from counted join groups on counted.grp is not distinct from groups.grp
            where from_state is null
            union all
            select 'stay', place, null, from_state::text, total::bigint,
              round(min(lower + (upper - lower) * (0.5 * total - upto + n) / n)
                filter (where upto >= 0.5 * total and upto - n < 0.5 * total)),
              round(min(lower + (upper - lower) * (0.9 * total - upto + n) / n)
                filter (where upto >= 0.9 * total and upto - n < 0.9 * total))
            from stays
            group by place, from_state, total
            """;

    private static final String WHOLE = "select null::text as grp, 1 as place";

    private static final String BY_MOVES = """
            select grp, row_number() over (
              order by coalesce(sum(n) filter (where from_state is not null), 0) desc, grp) as place
            from counted
            group by grp
            """;

    @Override
    public Insights read(InsightPeriod period, InsightFilter filter) {
        var figures = new InsightFigures(dsl.fetch(
                READ,
                inline(grain(filter).number),
                weeks(period),
                condition(filter),
                field("null::text"),
                field("week"),
                sql(WHOLE),
                inline(0),
                inline(1)));
        return new Insights(
                period,
                period.weeks().stream()
                        .map(week -> new Insights.Week(week, figures.flow(1, week)))
                        .toList(),
                figures.stays(1));
    }

    private Grain grain(InsightFilter filter) {
        return switch (filter) {
            case InsightFilter.All _ -> visible.all() ? Grain.NONE : Grain.OWNER;
            case InsightFilter.OfOwner _ -> Grain.OWNER;
            case InsightFilter.InSequence _ -> unrestricted(Grain.SEQUENCE);
            case InsightFilter.OverChannel _ -> unrestricted(Grain.CHANNEL);
        };
    }

    private Condition condition(InsightFilter filter) {
        return switch (filter) {
            case InsightFilter.All _ -> visible.ownedBy(OWNER_ID);
            case InsightFilter.OfOwner(var owner) ->
                visible.ownedBy(OWNER_ID)
                        .and(OWNER_ID.eq(select(USERS.ID).from(USERS).where(USERS.PUBLIC_ID.eq(owner.value()))));
            case InsightFilter.InSequence(var sequence) ->
                SEQUENCE_ID.eq(select(SEQUENCES.ID).from(SEQUENCES).where(SEQUENCES.PUBLIC_ID.eq(sequence.value())));
            case InsightFilter.OverChannel(var channel) -> CHANNEL.eq(channel.value());
        };
    }

    /** Returns a grain whose rows contain outreaches of all owners. */
    private Grain unrestricted(Grain grain) {
        if (!visible.all()) {
            throw new IllegalArgumentException("the counters by sequence and by channel have no owner");
        }
        return grain;
    }

    @Override
    public Page<Insights.Group> groups(InsightPeriod period, InsightGrouping by, PageRequest page) {
        var grain = switch (by) {
            case OWNER -> Grain.OWNER;
            case SEQUENCE -> unrestricted(Grain.SEQUENCE);
            case CHANNEL -> unrestricted(Grain.CHANNEL);
        };
        var group = switch (by) {
            case OWNER -> OWNER_ID;
            case SEQUENCE -> SEQUENCE_ID;
            case CHANNEL -> CHANNEL;
        };
        var figures = new InsightFigures(dsl.fetch(
                READ,
                inline(grain.number),
                weeks(period),
                visible.ownedBy(OWNER_ID),
                group.cast(SQLDataType.CLOB),
                field("null::date"),
                sql(BY_MOVES),
                val(page.offset()),
                val(page.size())));
        var names = names(by, figures.groups().values());
        var groups = figures.groups().entrySet().stream()
                .map(entry -> {
                    var named = entry.getValue() == null ? null : names.get(entry.getValue());
                    return new Insights.Group(
                            named == null ? null : named.id(),
                            named == null ? null : named.name(),
                            figures.flow(entry.getKey(), null),
                            figures.stays(entry.getKey()));
                })
                .toList();
        return new Page<>(groups, page, figures.total());
    }

    /** The public id and the name of a group. */
    private record Named(String id, String name) {}

    /** Returns the ids and names of groups, by their values. */
    private Map<String, Named> names(InsightGrouping by, Collection<@Nullable String> values) {
        var known = values.stream().filter(Objects::nonNull).toList();
        return switch (by) {
            case CHANNEL -> known.stream().collect(toMap(value -> value, value -> new Named(value, value)));
            case OWNER -> names(USERS.ID, USERS.PUBLIC_ID, USERS.NAME, known);
            case SEQUENCE -> names(SEQUENCES.ID, SEQUENCES.PUBLIC_ID, SEQUENCES.NAME, known);
        };
    }

    private Map<String, Named> names(
            TableField<?, Long> key, TableField<?, String> id, TableField<?, String> name, List<String> values) {
        return dsl
                .select(key, id, name)
                .from(key.getTable())
                .where(key.eq(any(val(values.stream().map(Long::valueOf).toList(), SQLDataType.BIGINT.array()))))
                .stream()
                .collect(toMap(row -> row.value1().toString(), row -> new Named(row.value2(), row.value3())));
    }

    private static Field<LocalDate[]> weeks(InsightPeriod period) {
        return val(period.weeks(), SQLDataType.LOCALDATE.array());
    }
}
