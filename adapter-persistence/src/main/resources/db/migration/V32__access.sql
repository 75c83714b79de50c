-- The role with which the creator began an import. A token can have a lower one than its owner. Before, only managers imported.

alter table imports add column created_as text collate "C";

update imports set created_as = 'manager' where created_by is not null;

alter table imports add check (num_nulls(created_by, created_as) <> 1);

-- The key for the ids of events that callers get who don't see all events. Both UUIDs have 122 random bits.

alter table event_feed add column id_key bytea not null
  default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
  check (length(id_key) = 32);

-- The number of people by the owner of their company, null for none, for the totals of callers with a scope: the sum of the rows
-- of an owner. Like row_counts, a transaction replaces the rows that no other one has locked.

create table people_counts (
  owner_id bigint,
  n bigint not null
);

create index people_counts_by_owner on people_counts (owner_id);

create function add_people(owners bigint[], changes bigint[]) returns void language sql as $$
with change as (
  select owner_id, sum(n) as n from unnest(owners, changes) as added (owner_id, n) group by owner_id having sum(n) <> 0
), replaced as (
  delete from people_counts
  where ctid = any (array(
    select people_counts.ctid from people_counts
    where owner_id = any (array(select owner_id from change))
      or owner_id is null and exists (select from change where change.owner_id is null)
    for update skip locked))
  returning owner_id, n
)
insert into people_counts (owner_id, n)
select owner_id, sum(n)
from (select owner_id, n from change union all select owner_id, n from replaced) both_of_them
group by owner_id
having sum(n) <> 0
$$;

-- The lock keeps the owners of the companies until the transaction ends. The counts come in a later statement, which sees the
-- changes for which the lock waited.
create function count_people_of_owners() returns trigger language plpgsql as $$
declare
  companies_changed bigint[];
  numbers bigint[];
begin
  if tg_op = 'INSERT' then
    select array_agg(company_id order by company_id), array_agg(n order by company_id)
    into companies_changed, numbers
    from (select company_id, count(*) as n from new_rows group by company_id) changed;
  elsif tg_op = 'DELETE' then
    select array_agg(company_id order by company_id), array_agg(n order by company_id)
    into companies_changed, numbers
    from (select company_id, -count(*) as n from old_rows group by company_id) changed;
  else
    select array_agg(company_id order by company_id), array_agg(n order by company_id)
    into companies_changed, numbers
    from (
      select company_id, sum(n)::bigint as n
      from (select company_id, 1 as n from new_rows union all select company_id, -1 from old_rows) moved
      group by company_id
      having sum(n) <> 0
    ) changed;
  end if;
  if companies_changed is null then
    return null;
  end if;
  perform from companies where id = any (companies_changed) order by id for key share;
  perform add_people(array_agg(owner_id), array_agg(n))
  from unnest(companies_changed, numbers) as changed (company_id, n)
  join companies on companies.id = company_id;
  return null;
end
$$;

create function count_no_people_of_owners() returns trigger language plpgsql as $$
begin
  truncate people_counts;
  return null;
end
$$;

create function count_people_of_new_owners() returns trigger language plpgsql as $$
begin
  perform add_people(array_agg(owner_id), array_agg(n))
  from (
    select changed.owner_id, sum(changed.n * (select count(*) from people where company_id = changed.id))::bigint as n
    from (
      select new_rows.id, new_rows.owner_id, 1 as n
      from new_rows join old_rows using (id)
      where new_rows.owner_id is distinct from old_rows.owner_id
      union all
      select old_rows.id, old_rows.owner_id, -1
      from new_rows join old_rows using (id)
      where new_rows.owner_id is distinct from old_rows.owner_id
    ) changed
    group by changed.owner_id
  ) counted
  having count(*) > 0;
  return null;
end
$$;

create trigger count_people_inserted after insert on people
referencing new table as new_rows for each statement execute function count_people_of_owners();
create trigger count_people_updated after update on people
referencing old table as old_rows new table as new_rows for each statement execute function count_people_of_owners();
create trigger count_people_deleted after delete on people
referencing old table as old_rows for each statement execute function count_people_of_owners();
create trigger count_people_truncated after truncate on people
for each statement execute function count_no_people_of_owners();
create trigger count_people_of_owners after update on companies
referencing old table as old_rows new table as new_rows for each statement execute function count_people_of_new_owners();

create or replace function recount_rows() returns void language sql as $$
delete from row_counts;
insert into row_counts (table_name, n)
values
  ('users', (select count(*) from users)),
  ('companies', (select count(*) from companies)),
  ('people', (select count(*) from people)),
  ('sequences', (select count(*) from sequences));
delete from people_counts;
insert into people_counts (owner_id, n)
select owner_id, count(*) from people join companies on companies.id = company_id group by owner_id;
$$;

select recount_rows();
