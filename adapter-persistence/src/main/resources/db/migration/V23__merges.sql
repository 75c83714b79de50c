-- Pairs of people or companies that are probably duplicates, and the merges of them.

-- from_id is the newer record of a pair. A search saves all that it finds and removes what no search has found since.
create table duplicate_people (
  id bigint generated always as identity primary key,
  from_id bigint not null references people on delete cascade,
  into_id bigint not null references people on delete cascade,
  reason text collate "C" not null,
  confidence text collate "C" not null,
  searched_at timestamptz not null,
  unique (from_id, into_id),
  check (from_id <> into_id)
);

create index duplicate_people_by_into on duplicate_people (into_id);
create index duplicate_people_by_confidence on duplicate_people (confidence, id);

create table duplicate_companies (
  id bigint generated always as identity primary key,
  from_id bigint not null references companies on delete cascade,
  into_id bigint not null references companies on delete cascade,
  reason text collate "C" not null,
  confidence text collate "C" not null,
  searched_at timestamptz not null,
  unique (from_id, into_id),
  check (from_id <> into_id)
);

create index duplicate_companies_by_into on duplicate_companies (into_id);
create index duplicate_companies_by_confidence on duplicate_companies (confidence, id);

-- Merged records by their id, with the record that replaced them and what they had themselves. A later merge of that record
-- changes the reference, so that a chain of merges is one step long.
create table merged_people (
  public_id text collate "C" primary key,
  person_id bigint not null references people on delete cascade,
  former_name text not null,
  title text,
  company_public_id text collate "C" not null,
  email text,
  phone text,
  linkedin_url text,
  merged_at timestamptz not null,
  actor text
);

create index merged_people_by_person on merged_people (person_id);

create table merged_companies (
  public_id text collate "C" primary key,
  company_id bigint not null references companies on delete cascade,
  former_name text not null,
  domain text,
  merged_at timestamptz not null,
  actor text
);

create index merged_companies_by_company on merged_companies (company_id);

-- Outreaches that never moved, each replaced by another one to the same person on the same channel.
create table merged_outreaches (
  public_id text collate "C" primary key,
  outreach_id bigint not null references outreaches on delete cascade
);

create index merged_outreaches_by_outreach on merged_outreaches (outreach_id);

-- Jobs search for duplicates and merge them, too.
alter table jobs
  add column duplicate_kind text collate "C" check (duplicate_kind in ('people', 'companies')),
  add column duplicate_work text collate "C" check (duplicate_work in ('search', 'merge_exact')),
  drop constraint jobs_check,
  add check (num_nonnulls(to_state, sequence_public_id, duplicate_work) = 1),
  add check (num_nonnulls(duplicate_kind, duplicate_work) <> 1);

-- A merge is an event of its own, of no outreach: from_value is the merged id, to_value the one that replaced it.
alter type outreach_event_type add value 'company_merged' before 'created';
alter type outreach_event_type add value 'person_merged' before 'transitioned';

alter table events
  drop constraint events_check,
  add check (position is null or outreach_public_id is not null or num_nulls(from_value, to_value) = 0);
