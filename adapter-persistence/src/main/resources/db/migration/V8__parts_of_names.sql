-- Names of people and companies are found by any part of them, of one character or more, and the total is known at once.
--
-- The index holds each name's windows: what begins at each of its characters, three long, shorter at the end. A part of up
-- to three characters is where a window begins with it; all of the windows of a longer one are in the names that have it.
-- A name is in lower case there, by the collation of all names.

-- E'\x01' stands between windows; a part that has this character itself can't be looked for here.
create function name_windows(name text) returns tsvector language sql immutable parallel safe
return array_to_tsvector(array_remove(string_to_array(
  regexp_replace(lower(name collate "und-x-icu") collate "C", '(...)', E'\\1\x01', 'g')
  || E'\x01' ||
  regexp_replace(substr(lower(name collate "und-x-icu"), 2) collate "C", '(...)', E'\\1\x01', 'g')
  || E'\x01' ||
  regexp_replace(substr(lower(name collate "und-x-icu"), 3) collate "C", '(...)', E'\\1\x01', 'g'),
  E'\x01'), ''));

-- What there is of a part of a name to look for: all of it, or its windows if it is longer than one.
create function name_part_windows(part text) returns setof text language sql immutable parallel safe as $$
select substr(lowered, i, 3)
from (select lower(part collate "und-x-icu") as lowered) lowered, generate_series(1, greatest(length(lowered) - 2, 1)) i
$$;

-- What the windows of a name meet if it has that part; if that is longer than a window, other names may meet it, too.
create function name_part_query(part text) returns tsquery language sql immutable parallel safe
return (
  select string_agg(
    format('''%s''%s', replace(replace(piece, '\', '\\'), '''', ''''''), case when length(piece) < 3 then ':*' end),
    ' & ')::tsquery
  from name_part_windows(part) piece
);

drop index people_by_part_of_name;
drop index companies_by_part_of_name;
create index people_by_part_of_name on people using gin (name_windows(name));
create index companies_by_part_of_name on companies using gin (name_windows(name));

-- How many names of a table have a part of one to three characters in them, in lower case. What happens to names is
-- appended as deltas, which makes no writer wait for another, and folded into the counts now and then. The true count is
-- the sum of both, in one statement.
create table name_part_counts (
  table_name text not null,
  part text collate "C" not null,
  n bigint not null,
  primary key (table_name, part)
);

create table name_count_deltas (
  table_name text not null,
  changed_name text not null,
  n bigint not null
);

create function count_names() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into name_count_deltas (table_name, changed_name, n)
    select tg_table_name, name, count(*) from new_rows group by name;
  else
    insert into name_count_deltas (table_name, changed_name, n)
    select tg_table_name, name, -count(*) from old_rows group by name;
  end if;
  return null;
end
$$;

create function count_renamed() returns trigger language plpgsql as $$
begin
  insert into name_count_deltas (table_name, changed_name, n)
  values (tg_table_name, old.name, -1), (tg_table_name, new.name, 1);
  return null;
end
$$;

create function count_no_names() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('fold_name_counts'));
  delete from name_part_counts where table_name = tg_table_name;
  delete from name_count_deltas where table_name = tg_table_name;
  return null;
end
$$;

create trigger count_names_inserted after insert on people
referencing new table as new_rows for each statement execute function count_names();
create trigger count_names_deleted after delete on people
referencing old table as old_rows for each statement execute function count_names();
create trigger count_names_truncated after truncate on people for each statement execute function count_no_names();
create trigger count_names_changed after update of name on people
for each row when (old.name <> new.name) execute function count_renamed();

create trigger count_names_inserted after insert on companies
referencing new table as new_rows for each statement execute function count_names();
create trigger count_names_deleted after delete on companies
referencing old table as old_rows for each statement execute function count_names();
create trigger count_names_truncated after truncate on companies for each statement execute function count_no_names();
create trigger count_names_changed after update of name on companies
for each row when (old.name <> new.name) execute function count_renamed();

-- Folds some of the deltas into the counts, and how many; of several at once, one folds and the others return at once.
create function fold_name_counts(bite bigint) returns bigint language plpgsql as $$
declare
  folded bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('fold_name_counts')) then
    return 0;
  end if;
  with gone as (
    delete from name_count_deltas
    where ctid = any (array(select ctid from name_count_deltas limit bite))
    returning table_name, changed_name, n
  ), counted as (
    insert into name_part_counts (table_name, part, n)
    select table_name, part, sum(n)
    from (select table_name, changed_name, sum(n) as n from gone group by 1, 2 having sum(n) <> 0) changed
    cross join lateral (
      select distinct left(lexeme, size) as part
      from unnest(name_windows(changed_name)), (values (1), (2), (3)) sizes (size)
    ) parts
    group by 1, 2
    having sum(n) <> 0
    on conflict (table_name, part) do update set n = name_part_counts.n + excluded.n
  )
  select count(*) into folded from gone;
  return folded;
end
$$;

-- Counts everything anew, for rows that came while the triggers were off.
create function recount_names() returns void language sql as $$
select pg_advisory_xact_lock(hashtext('fold_name_counts'));
delete from name_count_deltas;
delete from name_part_counts;
insert into name_part_counts (table_name, part, n)
select table_name, part, sum(n)
from (
  select 'people' as table_name, name, count(*) as n from people group by name
  union all
  select 'companies', name, count(*) from companies group by name
) names
cross join lateral (
  select distinct left(lexeme, size) as part
  from unnest(name_windows(name)), (values (1), (2), (3)) sizes (size)
) parts
group by 1, 2;
$$;

select recount_names();
