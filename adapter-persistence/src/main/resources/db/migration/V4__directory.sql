-- What is around the outreaches can be looked up: companies with what is known about them, people, sequences and users.

-- For text that is searched for a part of it. Any user who may create objects in the database may install it.
create extension if not exists pg_trgm;

-- Declared in alphabetical order, like the other words.
create type enrichment_status as enum ('completed', 'failed', 'pending');

-- What has been there is as old as the oldest outreach that it has to do with.
alter table companies add column created_at timestamptz not null default now();
alter table people add column created_at timestamptz not null default now();
alter table sequences add column created_at timestamptz not null default now();
alter table users add column created_at timestamptz not null default now();

update companies set created_at = first
from (select company_id, min(created_at) as first from outreaches group by company_id) reached
where companies.id = company_id;

update people set created_at = first
from (select person_id, min(created_at) as first from outreaches group by person_id) reached
where people.id = person_id;

update sequences set created_at = first
from (select sequence_id, min(created_at) as first from outreaches group by sequence_id) enrolled
where sequences.id = sequence_id;

update users set created_at = first
from (select owner_id, min(created_at) as first from companies group by owner_id) owned
where users.id = owner_id;

alter table people add column title text;

-- A null is what is not known; of segments, too, so that companies without any sort last like all that lack something.
alter table companies
  add column domain text collate "und-x-icu",
  add column fit boolean,
  add column segments text[] collate "und-x-icu" check (cardinality(segments) > 0),
  add column countries text[] not null default '{}' check (array_to_string(countries, '', '-') ~ '^([A-Z]{2})*$'),
  add column overall_score smallint check (overall_score between 0 and 100),
  add column enrichment_status enrichment_status,
  add column last_enriched_at timestamptz,
  add check (case when last_enriched_at is null
    then enrichment_status is distinct from 'completed' else enrichment_status is not null end);

-- The orders of a list of companies. Each ends in newest first whichever way round it begins, hence two of most.
create index companies_by_created_at on companies (created_at desc, id);
create index companies_by_domain on companies (domain, created_at desc, id);
create index companies_by_domain_desc on companies (domain desc nulls last, created_at desc, id);
create index companies_by_fit on companies (fit, created_at desc, id);
create index companies_by_fit_desc on companies (fit desc nulls last, created_at desc, id);
create index companies_by_segments on companies (segments, created_at desc, id);
create index companies_by_segments_desc on companies (segments desc nulls last, created_at desc, id);
create index companies_by_overall_score on companies (overall_score, created_at desc, id);
create index companies_by_overall_score_desc on companies (overall_score desc nulls last, created_at desc, id);
create index companies_by_last_enriched_at on companies (last_enriched_at, created_at desc, id);
create index companies_by_last_enriched_at_desc on companies (last_enriched_at desc nulls last, created_at desc, id);
create index companies_by_owner_and_created_at on companies (owner_id, created_at desc, id);
create index companies_by_segment on companies using gin (segments);
create index companies_by_part_of_name on companies using gin (lower(name) gin_trgm_ops);
create index companies_by_part_of_domain on companies using gin (lower(domain) gin_trgm_ops);

drop index people_by_company;
create index people_by_company on people (company_id, created_at desc, id);
create index people_by_created_at on people (created_at desc, id);
create index people_by_name on people (name, created_at desc, id);
create index people_by_part_of_name on people using gin (lower(name) gin_trgm_ops);
create index people_by_email on people (lower(email collate "und-x-icu"));

-- How many rows a table has is the sum of its rows here, so that a list of all tells its total without counting. A
-- writer replaces those rows that nobody else is replacing, which makes no writer wait for another.
create table row_counts (
  table_name text not null,
  n bigint not null
);

create function count_rows() returns trigger language plpgsql as $$
declare
  change bigint;
begin
  if tg_op = 'INSERT' then
    select count(*) into change from new_rows;
  else
    select -count(*) into change from old_rows;
  end if;
  with replaced as (
    delete from row_counts
    where ctid = any (array(
      select ctid from row_counts where table_name = tg_table_name for update skip locked))
    returning n
  )
  insert into row_counts (table_name, n)
  select tg_table_name, coalesce(sum(n), 0) + change from replaced;
  return null;
end
$$;

create function count_no_rows() returns trigger language plpgsql as $$
begin
  delete from row_counts where table_name = tg_table_name;
  return null;
end
$$;

create trigger count_rows_inserted after insert on users
referencing new table as new_rows for each statement execute function count_rows();
create trigger count_rows_deleted after delete on users
referencing old table as old_rows for each statement execute function count_rows();
create trigger count_rows_truncated after truncate on users for each statement execute function count_no_rows();

create trigger count_rows_inserted after insert on companies
referencing new table as new_rows for each statement execute function count_rows();
create trigger count_rows_deleted after delete on companies
referencing old table as old_rows for each statement execute function count_rows();
create trigger count_rows_truncated after truncate on companies for each statement execute function count_no_rows();

create trigger count_rows_inserted after insert on people
referencing new table as new_rows for each statement execute function count_rows();
create trigger count_rows_deleted after delete on people
referencing old table as old_rows for each statement execute function count_rows();
create trigger count_rows_truncated after truncate on people for each statement execute function count_no_rows();

create trigger count_rows_inserted after insert on sequences
referencing new table as new_rows for each statement execute function count_rows();
create trigger count_rows_deleted after delete on sequences
referencing old table as old_rows for each statement execute function count_rows();
create trigger count_rows_truncated after truncate on sequences for each statement execute function count_no_rows();

-- Counts everything anew, for rows that came while the triggers were off.
create function recount_rows() returns void language sql as $$
delete from row_counts;
insert into row_counts (table_name, n)
values
  ('users', (select count(*) from users)),
  ('companies', (select count(*) from companies)),
  ('people', (select count(*) from people)),
  ('sequences', (select count(*) from sequences));
$$;

select recount_rows();
