-- How many outreaches there are of each kind, kept beside them: a list tells its total without counting its rows.
--
-- Whatever changes outreaches appends what that does to the counts as deltas, which makes no writer wait for another. Now
-- and then the deltas are folded into the counts. The true count is the sum of both, in one statement.

create table outreach_count_deltas (
  owner_id bigint,
  sequence_id bigint,
  week date not null,
  current_state outreach_state not null,
  channel channel not null,
  n bigint not null
);

-- grain tells by which columns a row counts: grouping(owner_id, sequence_id, week, current_state, channel), in which a
-- bit is 0 for a column that counts. A column that doesn't is null; a null in one that does is an outreach without it.
create table outreach_counts (
  grain integer not null,
  owner_id bigint,
  sequence_id bigint,
  week date,
  current_state outreach_state,
  channel channel,
  n bigint not null,
  unique nulls not distinct (grain, owner_id, sequence_id, week, current_state, channel)
);

create function outreach_week(created_at timestamptz) returns date language sql immutable parallel safe
return date_trunc('week', created_at at time zone 'UTC')::date;

create function count_outreaches() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into outreach_count_deltas (owner_id, sequence_id, week, current_state, channel, n)
    select owner_id, sequence_id, outreach_week(created_at), current_state, channel, count(*)
    from new_rows
    group by 1, 2, 3, 4, 5;
  elsif tg_op = 'DELETE' then
    insert into outreach_count_deltas (owner_id, sequence_id, week, current_state, channel, n)
    select owner_id, sequence_id, outreach_week(created_at), current_state, channel, -count(*)
    from old_rows
    group by 1, 2, 3, 4, 5;
  else
    insert into outreach_count_deltas (owner_id, sequence_id, week, current_state, channel, n)
    select owner_id, sequence_id, outreach_week(created_at), current_state, channel, sum(n)
    from (
      select owner_id, sequence_id, created_at, current_state, channel, 1 as n from new_rows
      union all
      select owner_id, sequence_id, created_at, current_state, channel, -1 from old_rows
    ) changed
    group by 1, 2, 3, 4, 5
    having sum(n) <> 0;
  end if;
  return null;
end
$$;

create trigger count_inserted after insert on outreaches
referencing new table as new_rows for each statement execute function count_outreaches();

create trigger count_updated after update on outreaches
referencing old table as old_rows new table as new_rows for each statement execute function count_outreaches();

create trigger count_deleted after delete on outreaches
referencing old table as old_rows for each statement execute function count_outreaches();

create function count_no_outreaches() returns trigger language plpgsql as $$
begin
  truncate outreach_count_deltas, outreach_counts;
  return null;
end
$$;

create trigger count_truncated after truncate on outreaches
for each statement execute function count_no_outreaches();

-- Folds all deltas that are there into the counts; of several at once, one folds and the others return at once.
create function fold_outreach_counts() returns bigint language plpgsql as $$
declare
  folded bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('fold_outreach_counts')) then
    return 0;
  end if;
  with gone as (
    delete from outreach_count_deltas returning owner_id, sequence_id, week, current_state, channel, n
  ), counted as (
    insert into outreach_counts (grain, owner_id, sequence_id, week, current_state, channel, n)
    select
      grouping(owner_id, sequence_id, week, current_state, channel),
      owner_id, sequence_id, week, current_state, channel, sum(n)
    from gone
    group by grouping sets (
      (current_state, channel),
      (owner_id, current_state, channel),
      (sequence_id, current_state, channel),
      (owner_id, sequence_id, current_state, channel),
      (week, current_state, channel),
      (owner_id, week),
      (sequence_id, week))
    having sum(n) <> 0
    on conflict (grain, owner_id, sequence_id, week, current_state, channel)
    do update set n = outreach_counts.n + excluded.n
  )
  select count(*) into folded from gone;
  return folded;
end
$$;

-- Counts everything anew, for rows that came while the triggers were off.
create function recount_outreaches() returns void language sql as $$
truncate outreach_count_deltas, outreach_counts;
insert into outreach_counts (grain, owner_id, sequence_id, week, current_state, channel, n)
select
  grouping(owner_id, sequence_id, week, current_state, channel),
  owner_id, sequence_id, week, current_state, channel, count(*)
from (select *, outreach_week(created_at) as week from outreaches) outreaches
group by grouping sets (
  (current_state, channel),
  (owner_id, current_state, channel),
  (sequence_id, current_state, channel),
  (owner_id, sequence_id, current_state, channel),
  (week, current_state, channel),
  (owner_id, week),
  (sequence_id, week));
$$;

select recount_outreaches();
