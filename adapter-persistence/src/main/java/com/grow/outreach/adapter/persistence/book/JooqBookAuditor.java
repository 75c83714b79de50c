package com.grow.outreach.adapter.persistence.book;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import com.grow.outreach.adapter.persistence.transaction.PostgresTransaction;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.port.out.book.BookAuditor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Table;

/**
 * Persistence adapter: checks a whole database on one snapshot. Each claim is one statement over whole tables that finds its
 * contradictions, so that ten million outreaches take minutes and little memory.
 */
public record JooqBookAuditor(DSLContext dsl, StorageFailures failures) implements BookAuditor {

    /**
     * A claim about the database.
     *
     * @param text the claim as a sentence
     * @param contradictions rows of a description ({@code example}) and a sort key ({@code place})
     */
    private record Claim(String text, Table<?> contradictions) {}

    @Override
    public void audit(int examples, Consumer<Finding> report) {
        failures.translate(() -> PostgresTransaction.bulkSnapshot(dsl, snapshot -> {
            // Unlike requests, the checks read whole tables.
            snapshot.execute("set local max_parallel_workers_per_gather = 4");
            snapshot.execute("set local work_mem = '128MB'");
            claims().forEach(claim -> report.accept(find(claim, examples, snapshot)));
            return true;
        }));
    }

    private static Finding find(Claim claim, int examples, DSLContext snapshot) {
        var rows = snapshot.fetch(
                "select example, count(*) over () from {0} order by place, example limit {1}",
                claim.contradictions(), inline(Math.max(1, examples)));
        return new Finding(
                claim.text(),
                rows.isEmpty() ? 0 : rows.getFirst().get(1, Long.class),
                rows.getValues(0, String.class).subList(0, Math.min(examples, rows.size())));
    }

    private static List<Claim> claims() {
        return List.of(
                new Claim("Every outreach is in the state in which its history ends", statesThatAreNotTheLast()),
                new Claim(
                        "Every history is a chain of allowed transitions that begins in '%s'"
                                .formatted(com.grow.outreach.domain.OutreachState.NEW.value()),
                        transitionsOutOfLine()),
                new Claim("Every outreach has the time of the last transition in its history", wrongTimes()),
                new Claim("Every outreach has the company of its person and that company's owner", wronglyCarriedIds()),
                new Claim("The counts of outreaches match the outreaches", wrongCounts()),
                new Claim("The counts by block of companies match the outreaches", wrongBlocks("company", "companies")),
                new Claim("The counts by block of people match the outreaches", wrongBlocks("person", "people")),
                new Claim("The numbers of users, companies, people and sequences are correct", wrongNumbers()),
                new Claim("The counts of parts of names match the names", wrongNameCounts()),
                new Claim("The counts of insights match the histories", wrongInsights()));
    }

    private static Table<?> statesThatAreNotTheLast() {
        return contradictions("""
                select outreaches.id as place, format(
                  '%s is in ''%s'' after position %s, and its history ends in ''%s'' at position %s',
                  public_id, current_state, last_sort_key, coalesce(to_state, {0}), coalesce(sort_key, 0)) as example
                from outreaches
                left join (
                  select distinct on (outreach_id) outreach_id, sort_key, to_state
                  from outreach_transitions
                  order by outreach_id, sort_key desc
                ) latest on outreach_id = outreaches.id
                where current_state <> coalesce(to_state, {0}) or last_sort_key <> coalesce(sort_key, 0)
                """, first());
    }

    private static Table<?> wrongTimes() {
        return contradictions("""
                select outreaches.id as place, format(
                  '%s moved last at %s, and the last transition in its history is at %s',
                  public_id, coalesce(moved_at::text, 'no time'), coalesce(latest.created_at::text, 'no time')) as example
                from outreaches
                left join (
                  select distinct on (outreach_id) outreach_id, created_at
                  from outreach_transitions
                  order by outreach_id, sort_key desc
                ) latest on outreach_id = outreaches.id
                where moved_at is distinct from latest.created_at
                """);
    }

    private static Table<?> transitionsOutOfLine() {
        var from = new ArrayList<OutreachState>();
        var to = new ArrayList<OutreachState>();
        for (var state : com.grow.outreach.domain.OutreachState.values()) {
            for (var next : state.allowedTransitions()) {
                from.add(stored(state));
                to.add(stored(next));
            }
        }
        return contradictions(
                """
                select moves.outreach_id as place, format(
                  '%s moved from ''%s'' to ''%s'' at position %s, when it was in ''%s''',
                  coalesce(public_id, 'a missing outreach'), from_state, to_state, sort_key, state) as example
                from (
                  select *, lag(to_state, 1, {0}) over (partition by outreach_id order by sort_key) as state
                  from outreach_transitions
                ) moves
                left join outreaches on outreaches.id = moves.outreach_id
                where from_state <> state
                  or (from_state, to_state) not in (select * from unnest({1}, {2}))
                  or outreaches.id is null
                """,
                first(),
                val(from, first().getDataType().array()),
                val(to, first().getDataType().array()));
    }

    private static Table<?> wronglyCarriedIds() {
        return contradictions("""
                select outreaches.id as place, format(
                  '%s has company %s and owner %s; its person is at %s, which is owned by %s',
                  outreaches.public_id,
                  coalesce((select public_id from companies where id = outreaches.company_id), 'unknown'),
                  coalesce((select public_id from users where id = outreaches.owner_id), 'nobody'),
                  coalesce(companies.public_id, 'no company'),
                  coalesce((select public_id from users where id = companies.owner_id), 'nobody')) as example
                from outreaches
                left join people on people.id = person_id
                left join companies on companies.id = people.company_id
                where outreaches.company_id is distinct from companies.id
                  or outreaches.owner_id is distinct from companies.owner_id
                """);
    }

    /** Counts by the same groups as {@code recount_outreaches()}. */
    private static Table<?> wrongCounts() {
        return contradictions("""
                select grain as place, format('%s too %s: outreaches %s', abs(sum(n)),
                  case when sum(n) > 0 then 'many' else 'few' end,
                  concat_ws(', ',
                    'in state ' || current_state,
                    'by ' || channel,
                    'created on ' || created_on,
                    'last changed on ' || changed_on,
                    case when grain & 32 = 0
                      then 'owned by ' || coalesce((select public_id from users where id = owner_id), 'nobody') end,
                    case when grain & 16 = 0
                      then 'in sequence ' || coalesce((select public_id from sequences where id = sequence_id), 'none') end
                  )) as example
                from (
                  select grain, owner_id, sequence_id, created_on, changed_on, current_state, channel, n from outreach_counts
                  union all
                  select
                    grouping(owner_id, sequence_id, created_on, changed_on, current_state, channel),
                    owner_id, sequence_id, created_on, changed_on, current_state, channel, sum(n)
                  from (
                    select owner_id, sequence_id, created_on, changed_on, current_state, channel, n
                    from outreach_count_deltas
                    union all
                    select owner_id, sequence_id, outreach_day(created_at), outreach_day(changed_at), current_state,
                      channel, -count(*)
                    from outreaches
                    group by 1, 2, 3, 4, 5, 6
                  ) finest
                  group by grouping sets (
                    (current_state, channel),
                    (owner_id, current_state, channel),
                    (sequence_id, current_state, channel),
                    (owner_id, sequence_id, current_state, channel),
                    (created_on, current_state, channel),
                    (changed_on, current_state, channel),
                    (owner_id, created_on),
                    (sequence_id, created_on))
                ) counted
                group by grain, owner_id, sequence_id, created_on, changed_on, current_state, channel
                having sum(n) <> 0
                """);
    }

    /**
     * Counts by blocks of names.
     *
     * @param name the prefix of the tables of the blocks: company or person
     * @param table the table with the names
     */
    private static Table<?> wrongBlocks(String name, String table) {
        return contradictions("""
                with placed as materialized (
                  select id, NAME_block(name) as block_id from TABLE
                )
                select coalesce(block_id, -2) as place, format(
                  '%s too %s: outreaches in state %s, by %s, to TABLE of block %s, which begins with ''%s''',
                  abs(sum(n)), case when sum(n) > 0 then 'many' else 'few' end, current_state, channel,
                  block_id, (select first_name from NAME_blocks where id = block_id)) as example
                from (
                  select block_id, current_state, channel, n from NAME_block_counts
                  union all
                  select block_id, current_state, channel, n
                  from outreach_count_deltas join placed on placed.id = NAME_id
                  union all
                  select block_id, current_state, channel, -count(*)
                  from outreaches join placed on placed.id = NAME_id
                  group by 1, 2, 3
                ) counted
                group by block_id, current_state, channel
                having sum(n) <> 0
                """.replace("NAME", name).replace("TABLE", table));
    }

    private static Table<?> wrongNumbers() {
        return contradictions("""
                select 0 as place, format('%s %s are counted, but %s exist', counted, table_name, n) as example
                from (
                  values
                    ('users', (select count(*) from users)),
                    ('companies', (select count(*) from companies)),
                    ('people', (select count(*) from people)),
                    ('sequences', (select count(*) from sequences))
                ) actual (table_name, n)
                cross join lateral (
                  select coalesce(sum(row_counts.n), 0) as counted from row_counts
                  where row_counts.table_name = actual.table_name
                ) kept
                where counted <> n
                union all
                select 0, format('%s people of %s are counted, but %s exist', counted, coalesce(users.public_id, 'no owner'), n)
                from (
                  select owner_id, sum(counted) as counted, sum(n) as n
                  from (
                    select owner_id, n as counted, 0 as n from people_counts
                    union all
                    select owner_id, 0, 1 from people join companies on companies.id = company_id
                  ) each
                  group by owner_id
                ) by_owner
                left join users on users.id = owner_id
                where counted <> n
                """);
    }

    /** Counts like {@code recount_names()}. */
    private static Table<?> wrongNameCounts() {
        return contradictions("""
                select 0 as place, format('%s too %s: %s with ''%s'' in their names',
                  abs(sum(n)), case when sum(n) > 0 then 'many' else 'few' end, table_name, part) as example
                from (
                  select table_name, part, n from name_part_counts
                  union all
                  select table_name, part, sum(n)
                  from (
                    select table_name, name, sum(n) as n
                    from (
                      select table_name, changed_name as name, n from name_count_deltas
                      union all
                      select 'people', name, -count(*) from people group by name
                      union all
                      select 'companies', name, -count(*) from companies group by name
                    ) finest
                    group by 1, 2
                    having sum(n) <> 0
                  ) names
                  cross join lateral (
                    select distinct left(lexeme, size) as part
                    from unnest(name_windows(name)), (values (1), (2), (3)) sizes (size)
                  ) parts
                  group by 1, 2
                ) counted
                group by table_name, part
                having sum(n) <> 0
                """);
    }

    /** Counts by the same groups as {@code recount_insights()}. */
    private static Table<?> wrongInsights() {
        return contradictions("""
                select grain as place, format('%s too %s: %s in the week of %s%s', abs(sum(n)),
                  case when sum(n) > 0 then 'many' else 'few' end,
                  case
                    when from_state is not null then format('moves from %s to %s after a stay of class %s', from_state, to_state, stay)
                    when to_state = 'new' then 'outreaches created'
                    else 'outreaches that reached ' || to_state || ', created'
                  end,
                  week,
                  concat(
                    case when grain & 4 = 0 then format(', owned by %s', (select public_id from users where id = owner_id)) end,
                    case when grain & 2 = 0 then format(', in %s', (select public_id from sequences where id = sequence_id)) end,
                    ', by ' || channel)) as example
                from (
                  select grain, week, owner_id, sequence_id, channel, from_state, to_state, stay, n from insight_counts
                  union all
                  select grouping(owner_id, sequence_id, channel), week, owner_id, sequence_id, channel, from_state, to_state,
                    stay, sum(n)
                  from (
                    select owner_id, sequence_id, channel, week, from_state, to_state, stay, n from insight_deltas
                    union all
                    select owner_id, sequence_id, channel, week, from_state, to_state, stay, -1 from outreach_moves
                  ) finest
                  group by week, from_state, to_state, stay, grouping sets ((), (owner_id), (sequence_id), (channel))
                ) counted
                group by grain, week, owner_id, sequence_id, channel, from_state, to_state, stay
                having sum(n) <> 0
                """);
    }

    private static Table<?> contradictions(String select, QueryPart... parts) {
        return table("(" + select + ") contradictions", parts);
    }

    private static Field<OutreachState> first() {
        return val(stored(com.grow.outreach.domain.OutreachState.NEW));
    }

    private static OutreachState stored(com.grow.outreach.domain.OutreachState state) {
        return OutreachState.lookupLiteral(state.value());
    }
}
