-- Lists of outreaches by their last change and by the name of their person, periods of time, and filters with several values.

-- The time of the last transition, which the statement that moves an outreach sets. Lists read changed_at, because an outreach
-- that never moved counts by its creation. It is never before created_at, so that old changes are among old outreaches.
create function last_move(outreach bigint) returns timestamptz language sql stable
return (select created_at from outreach_transitions where outreach_id = outreach order by sort_key desc limit 1);

drop index outreaches_by_owner;
drop index outreaches_by_sequence;

-- Adds the first column without a rewrite, so that a single rewrite computes both.
alter table outreaches add column moved_at timestamptz;
alter table outreaches
  alter column moved_at type timestamptz using case when last_sort_key > 0 then last_move(id) end,
  add column changed_at timestamptz not null generated always as (greatest(created_at, moved_at)) stored;

drop function last_move(bigint);

create index outreaches_by_owner on outreaches (owner_id, current_state, channel, created_at desc, id) include (changed_at);
create index outreaches_by_sequence on outreaches (sequence_id, current_state, channel, created_at desc, id)
include (changed_at);
create index outreaches_by_change on outreaches (current_state, channel, changed_at desc, created_at desc, id)
include (owner_id, sequence_id);

-- The counts by week become counts by day, so that the total of a period of whole days is a sum. The last change has counts
-- by day, too. Deltas name the person, because the outreaches of blocks of people are also counted.
select pg_advisory_xact_lock(hashtext('fold_outreach_counts'));
truncate outreach_count_deltas, outreach_counts;

create function outreach_day(moment timestamptz) returns date language sql immutable parallel safe
return (moment at time zone 'UTC')::date;

alter table outreach_count_deltas rename column week to created_on;
alter table outreach_count_deltas
  add column changed_on date not null,
  add column person_id bigint not null;

alter table outreach_counts rename column week to created_on;
alter table outreach_counts
  drop constraint outreach_counts_grain_owner_id_sequence_id_week_current_sta_key,
  add column changed_on date,
  add unique nulls not distinct (grain, owner_id, sequence_id, created_on, changed_on, current_state, channel);

-- People in the order of their names, in blocks of similar numbers of outreaches, like company_blocks.
create table person_blocks (
  id integer primary key,
  first_name text collate "und-x-icu" not null unique,
  n bigint not null
);

create table person_block_counts (
  block_id integer not null,
  current_state outreach_state not null,
  channel channel not null,
  n bigint not null,
  primary key (block_id, current_state, channel)
);

create function person_block(name text) returns integer language sql stable
return (
  select id from person_blocks where first_name <= person_block.name collate "und-x-icu" order by first_name desc limit 1
);

create or replace function count_outreaches() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into outreach_count_deltas
      (owner_id, company_id, person_id, sequence_id, created_on, changed_on, current_state, channel, n)
    select owner_id, company_id, person_id, sequence_id, outreach_day(created_at), outreach_day(changed_at), current_state,
      channel, count(*)
    from new_rows
    group by 1, 2, 3, 4, 5, 6, 7, 8;
  elsif tg_op = 'DELETE' then
    insert into outreach_count_deltas
      (owner_id, company_id, person_id, sequence_id, created_on, changed_on, current_state, channel, n)
    select owner_id, company_id, person_id, sequence_id, outreach_day(created_at), outreach_day(changed_at), current_state,
      channel, -count(*)
    from old_rows
    group by 1, 2, 3, 4, 5, 6, 7, 8;
  else
    insert into outreach_count_deltas
      (owner_id, company_id, person_id, sequence_id, created_on, changed_on, current_state, channel, n)
    select owner_id, company_id, person_id, sequence_id, outreach_day(created_at), outreach_day(changed_at), current_state,
      channel, sum(n)
    from (
      select owner_id, company_id, person_id, sequence_id, created_at, changed_at, current_state, channel, 1 as n
      from new_rows
      union all
      select owner_id, company_id, person_id, sequence_id, created_at, changed_at, current_state, channel, -1
      from old_rows
    ) changed
    group by 1, 2, 3, 4, 5, 6, 7, 8
    having sum(n) <> 0;
  end if;
  return null;
end
$$;

drop function outreach_week(timestamptz);

create or replace function count_no_outreaches() returns trigger language plpgsql as $$
begin
  truncate outreach_count_deltas, outreach_counts, company_block_counts, person_block_counts;
  return null;
end
$$;

-- Cuts the people into new blocks. A change of a person's name waits for it.
create function cut_person_blocks(size bigint default null) returns void language plpgsql as $$
declare
  total constant bigint := (select count(*) from outreaches);
  block_size constant bigint := coalesce(size, greatest(1000, total / 1000));
begin
  perform pg_advisory_xact_lock(hashtext('fold_outreach_counts'));
  delete from person_blocks;
  delete from person_block_counts;
  with counted as (
    select person_id, current_state, channel, sum(n)::bigint as n
    from (
      select person_id, current_state, channel, 1 as n from outreaches
      union all
      select person_id, current_state, channel, -n from outreach_count_deltas
    ) folded
    group by 1, 2, 3
  ), named as (
    select name, sum(n)::bigint as n from counted join people on people.id = person_id group by name
  ), placed as (
    select name, n, ((sum(n) over (order by name) - n) / block_size)::integer as block_id from named
  ), blocks as (
    insert into person_blocks (id, first_name, n)
    select block_id, min(name), sum(n) from placed group by block_id
  )
  insert into person_block_counts (block_id, current_state, channel, n)
  select block_id, current_state, channel, sum(counted.n)
  from counted
  join people on people.id = person_id
  join placed using (name)
  group by 1, 2, 3;
  -- The block of the names before the first one.
  insert into person_blocks (id, first_name, n) values (-1, '', 0) on conflict do nothing;
end
$$;

-- Moves the folded counts of renamed people to their new blocks, and removes those of deleted people. The folded counts are
-- those of the outreaches less the deltas. The statement after the lock sees the outreaches that were committed before it.
create function count_renamed_people() returns trigger language plpgsql as $$
declare
  ids bigint[];
  old_names text[];
  new_names text[];
begin
  if tg_op = 'UPDATE' then
    select array_agg(id), array_agg(old_rows.name), array_agg(new_rows.name) into ids, old_names, new_names
    from old_rows join new_rows using (id)
    where old_rows.name <> new_rows.name;
  else
    select array_agg(id), array_agg(name), array_agg(null::text) into ids, old_names, new_names from old_rows;
  end if;
  if ids is null then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtext('fold_outreach_counts'));
  insert into person_block_counts (block_id, current_state, channel, n)
  with renamed as materialized (
    select id, person_block(old_name) as old_block, person_block(new_name) as new_block
    from unnest(ids, old_names, new_names) as names (id, old_name, new_name)
  ), folded as (
    select old_block, new_block, current_state, channel, 1 as n
    from renamed join outreaches on person_id = renamed.id
    union all
    select old_block, new_block, current_state, channel, -n
    from renamed join outreach_count_deltas on person_id = renamed.id
  )
  select block_id, current_state, channel, sum(sign * n)
  from folded cross join lateral (values (old_block, -1), (new_block, 1)) moves (block_id, sign)
  where block_id is not null and old_block is distinct from new_block
  group by 1, 2, 3
  having sum(sign * n) <> 0
  on conflict (block_id, current_state, channel) do update set n = person_block_counts.n + excluded.n;
  return null;
end
$$;

create trigger count_renamed after update on people
referencing old table as old_rows new table as new_rows for each statement execute function count_renamed_people();
create trigger count_removed after delete on people
referencing old table as old_rows for each statement execute function count_renamed_people();

create or replace function fold_outreach_counts() returns bigint language plpgsql as $$
declare
  folded bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('fold_outreach_counts')) then
    return 0;
  end if;
  with gone as (
    delete from outreach_count_deltas
    returning owner_id, company_id, person_id, sequence_id, created_on, changed_on, current_state, channel, n
  ), counted as (
    insert into outreach_counts (grain, owner_id, sequence_id, created_on, changed_on, current_state, channel, n)
    select
      grouping(owner_id, sequence_id, created_on, changed_on, current_state, channel),
      owner_id, sequence_id, created_on, changed_on, current_state, channel, sum(n)
    from gone
    group by grouping sets (
      (current_state, channel),
      (owner_id, current_state, channel),
      (sequence_id, current_state, channel),
      (owner_id, sequence_id, current_state, channel),
      (created_on, current_state, channel),
      (changed_on, current_state, channel),
      (owner_id, created_on),
      (sequence_id, created_on))
    having sum(n) <> 0
    on conflict (grain, owner_id, sequence_id, created_on, changed_on, current_state, channel)
    do update set n = outreach_counts.n + excluded.n
  ), company_block_counted as (
    insert into company_block_counts (block_id, current_state, channel, n)
    select company_block(name), current_state, channel, sum(n)
    from (
      select company_id, current_state, channel, sum(n) as n from gone group by 1, 2, 3 having sum(n) <> 0
    ) changed
    join companies on companies.id = company_id
    group by 1, 2, 3
    having sum(n) <> 0
    on conflict (block_id, current_state, channel) do update set n = company_block_counts.n + excluded.n
  ), person_block_counted as (
    insert into person_block_counts (block_id, current_state, channel, n)
    select person_block(name), current_state, channel, sum(n)
    from (
      select person_id, current_state, channel, sum(n) as n from gone group by 1, 2, 3 having sum(n) <> 0
    ) changed
    join people on people.id = person_id
    group by 1, 2, 3
    having sum(n) <> 0
    on conflict (block_id, current_state, channel) do update set n = person_block_counts.n + excluded.n
  )
  select count(*) into folded from gone;
  -- The blocks have become too large.
  if (select coalesce(sum(n), 0) from company_block_counts) > 10000 + 2 * (select sum(n) from company_blocks) then
    perform cut_company_blocks();
  end if;
  if (select coalesce(sum(n), 0) from person_block_counts) > 10000 + 2 * (select sum(n) from person_blocks) then
    perform cut_person_blocks();
  end if;
  return folded;
end
$$;

create or replace function recount_outreaches() returns void language sql as $$
truncate outreach_count_deltas, outreach_counts;
insert into outreach_counts (grain, owner_id, sequence_id, created_on, changed_on, current_state, channel, n)
select
  grouping(owner_id, sequence_id, created_on, changed_on, current_state, channel),
  owner_id, sequence_id, created_on, changed_on, current_state, channel, count(*)
from (
  select owner_id, sequence_id, current_state, channel,
    outreach_day(created_at) as created_on, outreach_day(changed_at) as changed_on
  from outreaches
) outreaches
group by grouping sets (
  (current_state, channel),
  (owner_id, current_state, channel),
  (sequence_id, current_state, channel),
  (owner_id, sequence_id, current_state, channel),
  (created_on, current_state, channel),
  (changed_on, current_state, channel),
  (owner_id, created_on),
  (sequence_id, created_on));
select cut_company_blocks();
select cut_person_blocks();
$$;

select recount_outreaches();

-- The filter of a job can name several values. An empty array matches everything; 'none' is no sequence, or no owner.
alter table jobs rename column filter_channel to filter_channels;
alter table jobs rename column filter_person to filter_people;
alter table jobs rename column filter_company to filter_companies;
alter table jobs rename column filter_sequence to filter_sequences;
alter table jobs rename column filter_status to filter_states;
alter table jobs rename column filter_owner to filter_owners;
alter table jobs
  alter column filter_channels type channel[] using array_remove(array[filter_channels], null),
  alter column filter_people type text[] collate "C" using array_remove(array[filter_people], null),
  alter column filter_companies type text[] collate "C" using array_remove(array[filter_companies], null),
  alter column filter_sequences type text[] collate "C" using array_remove(array[filter_sequences], null),
  alter column filter_states type outreach_state[] using array_remove(array[filter_states], null),
  alter column filter_owners type text[] collate "C" using array_remove(array[filter_owners], null),
  alter column filter_channels set not null,
  alter column filter_people set not null,
  alter column filter_companies set not null,
  alter column filter_sequences set not null,
  alter column filter_states set not null,
  alter column filter_owners set not null,
  alter column filter_channels set default '{}',
  alter column filter_people set default '{}',
  alter column filter_companies set default '{}',
  alter column filter_sequences set default '{}',
  alter column filter_states set default '{}',
  alter column filter_owners set default '{}',
  add column filter_name text collate "C",
  add column filter_created_from timestamptz,
  add column filter_created_end timestamptz,
  add column filter_changed_from timestamptz,
  add column filter_changed_end timestamptz;
