-- What insights count: moves by week with the time that the outreach spent in the state before, and outreaches by the week of
-- their creation, all and those that have reached 'ready'. Triggers append deltas, as for outreach_counts; a fold adds them to the counts.
-- Each move counts for the owner, sequence and channel that its outreach has now.

-- Lower bounds of the classes of times in a state, in seconds: powers of the square root of 2 up to 4 years. Class 0 is below.
create function stay_bounds() returns double precision[] language sql immutable parallel safe
return array[
  1, 1.4142135623730951, 2, 2.8284271247461903, 4, 5.656854249492381, 8, 11.313708498984761, 16,
  22.627416997969522, 32, 45.254833995939045, 64, 90.50966799187809, 128, 181.01933598375618, 256,
  362.03867196751236, 512, 724.0773439350247, 1024, 1448.1546878700494, 2048, 2896.309375740099, 4096,
  5792.618751480198, 8192, 11585.237502960395, 16384, 23170.47500592079, 32768, 46340.95001184158, 65536,
  92681.90002368316, 131072, 185363.80004736633, 262144, 370727.60009473265, 524288, 741455.2001894653,
  1048576, 1482910.4003789306, 2097152, 2965820.800757861, 4194304, 5931641.601515722, 8388608,
  11863283.203031445, 16777216, 23726566.40606289, 33554432, 47453132.81212578, 67108864, 94906265.62425156,
  134217728]::double precision[];

create function stay_class(stay interval) returns integer language sql immutable parallel safe
return width_bucket(extract(epoch from stay)::double precision, stay_bounds());

create function insight_week(moment timestamptz) returns date language sql immutable parallel safe
return date_trunc('week', moment at time zone 'UTC')::date;

-- A row without from_state and stay counts outreaches created in the week that have been in to_state: 'new' for all, or 'ready'.
create table insight_deltas (
  owner_id bigint,
  sequence_id bigint,
  channel channel not null,
  week date not null,
  from_state outreach_state,
  to_state outreach_state not null,
  stay integer,
  n bigint not null,
  check (num_nulls(from_state, stay) <> 1)
);

-- grain is grouping(owner_id, sequence_id, channel): the bit of a column is 1 if the rows are not grouped by it.
create table insight_counts (
  grain integer not null,
  week date not null,
  owner_id bigint,
  sequence_id bigint,
  channel channel,
  from_state outreach_state,
  to_state outreach_state not null,
  stay integer,
  n bigint not null,
  unique nulls not distinct (grain, week, owner_id, sequence_id, channel, from_state, to_state, stay)
);

-- Returns what one outreach counts for, by its whole history.
create function moves_of(outreach bigint, created timestamptz)
returns table (week date, from_state outreach_state, to_state outreach_state, stay integer)
language sql stable as $$
  select insight_week(created_at), from_state, to_state,
    stay_class(created_at - lag(created_at, 1, created) over (order by sort_key))
  from outreach_transitions
  where outreach_id = outreach
  union all
  select insight_week(created), null, 'new', null
  union all
  select insight_week(created), null, 'ready', null
  where exists (select from outreach_transitions where outreach_id = outreach and to_state = 'ready')
$$;

-- The subqueries with a limit look each row up, whatever number of rows the first plan of a session was made for.
create function count_moves() returns trigger language plpgsql as $$
begin
  insert into insight_deltas (owner_id, sequence_id, channel, week, from_state, to_state, stay, n)
  select owner_id, sequence_id, channel, counted.week, counted.from_state, counted.to_state, counted.stay, count(*)
  from new_rows moved
  cross join lateral (
    select owner_id, sequence_id, channel, created_at from outreaches where id = moved.outreach_id limit 1
  ) outreach
  cross join lateral (
    select insight_week(moved.created_at) as week, moved.from_state, moved.to_state, stay_class(moved.created_at - coalesce(
      (
        select former.created_at from outreach_transitions former
        where former.outreach_id = moved.outreach_id and former.sort_key < moved.sort_key
        order by sort_key desc limit 1
      ),
      outreach.created_at)) as stay
    union all
    select insight_week(outreach.created_at), null, 'ready', null
    where moved.to_state = 'ready' and not exists (
      select from outreach_transitions former
      where former.outreach_id = moved.outreach_id and former.to_state = 'ready' and former.sort_key < moved.sort_key)
  ) counted
  group by 1, 2, 3, 4, 5, 6, 7;
  return null;
end
$$;

create trigger count_moves after insert on outreach_transitions
referencing new table as new_rows for each statement execute function count_moves();

create function count_created() returns trigger language plpgsql as $$
begin
  insert into insight_deltas (owner_id, sequence_id, channel, week, to_state, n)
  select owner_id, sequence_id, channel, insight_week(created_at), 'new', count(*) from new_rows group by 1, 2, 3, 4;
  return null;
end
$$;

create trigger count_created after insert on outreaches
referencing new table as new_rows for each statement execute function count_created();

-- Only an outreach without a history can be deleted.
create function count_removed() returns trigger language plpgsql as $$
begin
  insert into insight_deltas (owner_id, sequence_id, channel, week, to_state, n)
  select owner_id, sequence_id, channel, insight_week(created_at), 'new', -count(*) from old_rows group by 1, 2, 3, 4;
  return null;
end
$$;

create trigger count_removed after delete on outreaches
referencing old table as old_rows for each statement execute function count_removed();

create function count_no_moves() returns trigger language plpgsql as $$
begin
  truncate insight_deltas, insight_counts;
  return null;
end
$$;

create trigger count_no_moves after truncate on outreaches
for each statement execute function count_no_moves();

-- A change of the owner, sequence, channel or time of creation moves the history of an outreach to another group. As for
-- assignments, a trigger before the statement says that it changes one of these, so that moves don't pay for it.
create function begin_to_regroup() returns trigger language plpgsql as $$
begin
  perform set_config('grow.regrouping', 'yes', true);
  return null;
end
$$;

create trigger begin_to_regroup before update of owner_id, sequence_id, channel, created_at on outreaches
for each statement execute function begin_to_regroup();

create function regroup_moves() returns trigger language plpgsql as $$
begin
  perform set_config('grow.regrouping', '', true);
  insert into insight_deltas (owner_id, sequence_id, channel, week, from_state, to_state, stay, n)
  select owner_id, sequence_id, channel, week, from_state, to_state, stay, sum(sign)
  from (
    select id, owner_id, sequence_id, channel, created_at, sum(sign)::bigint as sign
    from (
      select id, owner_id, sequence_id, channel, created_at, -1 as sign from old_rows
      union all
      select id, owner_id, sequence_id, channel, created_at, 1 from new_rows
    ) both_rows
    group by 1, 2, 3, 4, 5
    having sum(sign) <> 0
  ) changed
  cross join lateral moves_of(id, created_at) moves
  group by 1, 2, 3, 4, 5, 6, 7
  having sum(sign) <> 0;
  return null;
end
$$;

create trigger regroup_moves after update on outreaches
referencing old table as old_rows new table as new_rows for each statement
when (current_setting('grow.regrouping', true) = 'yes') execute function regroup_moves();

-- Folds all deltas into the counts. If several sessions call it, one folds and the others return 0.
create function fold_insights() returns bigint language plpgsql as $$
declare
  folded bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('fold_insights')) then
    return 0;
  end if;
  with gone as (
    delete from insight_deltas returning owner_id, sequence_id, channel, week, from_state, to_state, stay, n
  ), counted as (
    insert into insight_counts (grain, week, owner_id, sequence_id, channel, from_state, to_state, stay, n)
    select grouping(owner_id, sequence_id, channel), week, owner_id, sequence_id, channel, from_state, to_state, stay, sum(n)
    from gone
    group by week, from_state, to_state, stay, grouping sets ((), (owner_id), (sequence_id), (channel))
    having sum(n) <> 0
    on conflict (grain, week, owner_id, sequence_id, channel, from_state, to_state, stay)
    do update set n = insight_counts.n + excluded.n
  )
  select count(*) into folded from gone;
  return folded;
end
$$;

-- What all outreaches count for.
create view outreach_moves as
select outreaches.owner_id, outreaches.sequence_id, outreaches.channel, insight_week(moves.created_at) as week,
  moves.from_state, moves.to_state, stay_class(moves.created_at - coalesce(former_at, outreaches.created_at)) as stay
from (
  select *, lag(created_at) over (partition by outreach_id order by sort_key) as former_at from outreach_transitions
) moves
join outreaches on outreaches.id = moves.outreach_id
union all
select owner_id, sequence_id, channel, insight_week(created_at), null, 'new', null from outreaches
union all
select owner_id, sequence_id, channel, insight_week(created_at), null, 'ready', null
from outreaches
where exists (
  select from outreach_transitions where outreach_id = outreaches.id and outreach_transitions.to_state = 'ready');

-- Counts everything again, for rows that were loaded while the triggers were disabled.
create function recount_insights() returns void language sql set work_mem = '128MB' as $$
truncate insight_deltas, insight_counts;
insert into insight_counts (grain, week, owner_id, sequence_id, channel, from_state, to_state, stay, n)
select grouping(owner_id, sequence_id, channel), week, owner_id, sequence_id, channel, from_state, to_state, stay, count(*)
from outreach_moves
group by week, from_state, to_state, stay, grouping sets ((), (owner_id), (sequence_id), (channel));
$$;

select recount_insights();
