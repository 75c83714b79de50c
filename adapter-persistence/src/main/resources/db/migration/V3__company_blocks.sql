-- Lists by company can hold far more companies than it is quick to add up counts of. So the companies, in the order of
-- their names, are cut into blocks of about as many outreaches each, and there is a count for each block: a page far down
-- jumps over the blocks before it. A block reaches from its first name to the next block's.
--
-- Deltas tell the company, not the block; the fold looks for the block. Whatever moves a company or the blocks therefore
-- takes the fold's lock, and moves what has been folded so far: the outreaches that there are less those in the deltas.

select fold_outreach_counts();

alter table outreach_count_deltas add column company_id bigint not null;

-- n is how many outreaches there were at the time of the cut.
create table company_blocks (
  id integer primary key,
  first_name text collate "und-x-icu" not null unique,
  n bigint not null
);

create table company_block_counts (
  block_id integer not null,
  current_state outreach_state not null,
  channel channel not null,
  n bigint not null,
  primary key (block_id, current_state, channel)
);

create function company_block(name text) returns integer language sql stable
return (
  select id from company_blocks where first_name <= company_block.name collate "und-x-icu" order by first_name desc limit 1
);

create or replace function count_outreaches() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into outreach_count_deltas (owner_id, company_id, sequence_id, week, current_state, channel, n)
    select owner_id, company_id, sequence_id, outreach_week(created_at), current_state, channel, count(*)
    from new_rows
    group by 1, 2, 3, 4, 5, 6;
  elsif tg_op = 'DELETE' then
    insert into outreach_count_deltas (owner_id, company_id, sequence_id, week, current_state, channel, n)
    select owner_id, company_id, sequence_id, outreach_week(created_at), current_state, channel, -count(*)
    from old_rows
    group by 1, 2, 3, 4, 5, 6;
  else
    insert into outreach_count_deltas (owner_id, company_id, sequence_id, week, current_state, channel, n)
    select owner_id, company_id, sequence_id, outreach_week(created_at), current_state, channel, sum(n)
    from (
      select owner_id, company_id, sequence_id, created_at, current_state, channel, 1 as n from new_rows
      union all
      select owner_id, company_id, sequence_id, created_at, current_state, channel, -1 from old_rows
    ) changed
    group by 1, 2, 3, 4, 5, 6
    having sum(n) <> 0;
  end if;
  return null;
end
$$;

create or replace function count_no_outreaches() returns trigger language plpgsql as $$
begin
  truncate outreach_count_deltas, outreach_counts, company_block_counts;
  return null;
end
$$;

-- Cuts the companies into blocks anew. Nobody waits for it but who moves a company.
create function cut_company_blocks(size bigint default null) returns void language plpgsql as $$
declare
  total constant bigint := (select count(*) from outreaches);
  block_size constant bigint := coalesce(size, greatest(1000, total / 1000));
begin
  perform pg_advisory_xact_lock(hashtext('fold_outreach_counts'));
  delete from company_blocks;
  delete from company_block_counts;
  with counted as (
    select company_id, current_state, channel, sum(n)::bigint as n
    from (
      select company_id, current_state, channel, 1 as n from outreaches
      union all
      select company_id, current_state, channel, -n from outreach_count_deltas
    ) folded
    group by 1, 2, 3
  ), named as (
    select name, sum(n)::bigint as n from counted join companies on companies.id = company_id group by name
  ), placed as (
    select name, n, ((sum(n) over (order by name) - n) / block_size)::integer as block_id from named
  ), blocks as (
    insert into company_blocks (id, first_name, n)
    select block_id, min(name), sum(n) from placed group by block_id
  )
  insert into company_block_counts (block_id, current_state, channel, n)
  select block_id, current_state, channel, sum(counted.n)
  from counted
  join companies on companies.id = company_id
  join placed using (name)
  group by 1, 2, 3;
  -- Before the first name there is none.
  insert into company_blocks (id, first_name, n) values (-1, '', 0) on conflict do nothing;
end
$$;

-- Moves what a company has been counted for so far from the block of one name to that of another; null is no block.
create function move_between_blocks(company_id bigint, old_name text, new_name text) returns void
language plpgsql as $$
#variable_conflict use_column
declare
  old_block integer;
  new_block integer;
begin
  perform pg_advisory_xact_lock(hashtext('fold_outreach_counts'));
  old_block := company_block(old_name);
  new_block := company_block(new_name);
  if old_block is not distinct from new_block then
    return;
  end if;
  insert into company_block_counts (block_id, current_state, channel, n)
  select block_id, current_state, channel, sum(sign * n)
  from (
    select current_state, channel, 1 as n from outreaches
    where company_id = move_between_blocks.company_id
    union all
    select current_state, channel, -n from outreach_count_deltas
    where company_id = move_between_blocks.company_id
  ) folded
  cross join (values (old_block, -1), (new_block, 1)) moves (block_id, sign)
  where block_id is not null
  group by 1, 2, 3
  having sum(n) <> 0
  on conflict (block_id, current_state, channel) do update set n = company_block_counts.n + excluded.n;
end
$$;

create function count_moved_company() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    perform move_between_blocks(new.id, old.name, new.name);
  else
    perform move_between_blocks(old.id, old.name, null);
  end if;
  return null;
end
$$;

create trigger count_renamed after update of name on companies
for each row when (old.name <> new.name) execute function count_moved_company();

create trigger count_deleted after delete on companies
for each row execute function count_moved_company();

create or replace function fold_outreach_counts() returns bigint language plpgsql as $$
declare
  folded bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('fold_outreach_counts')) then
    return 0;
  end if;
  with gone as (
    delete from outreach_count_deltas
    returning owner_id, company_id, sequence_id, week, current_state, channel, n
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
  ), block_counted as (
    insert into company_block_counts (block_id, current_state, channel, n)
    select company_block(name), current_state, channel, sum(n)
    from (
      select company_id, current_state, channel, sum(n) as n from gone group by 1, 2, 3 having sum(n) <> 0
    ) changed
    join companies on companies.id = company_id
    group by 1, 2, 3
    having sum(n) <> 0
    on conflict (block_id, current_state, channel) do update set n = company_block_counts.n + excluded.n
  )
  select count(*) into folded from gone;
  -- Blocks that were cut for half as many outreaches have become too long.
  if (select coalesce(sum(n), 0) from company_block_counts) > 10000 + 2 * (select sum(n) from company_blocks) then
    perform cut_company_blocks();
  end if;
  return folded;
end
$$;

create or replace function recount_outreaches() returns void language sql as $$
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
select cut_company_blocks();
$$;

select cut_company_blocks();
