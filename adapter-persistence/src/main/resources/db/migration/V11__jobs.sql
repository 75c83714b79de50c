-- Changes of more outreaches than one transaction should hold, made step by step. A step and how far the job is then are
-- stored in one transaction. What a job was asked for is kept as the API has it, since what it names may be gone by then.

create table jobs (
  id bigint generated always as identity primary key,
  public_id text collate "C" not null unique generated always as ('job_' || id::text) stored,
  -- What to do: exactly one of them.
  to_state outreach_state,
  sequence_public_id text collate "C",
  dry_run boolean not null,
  actor text,
  reason text,
  metadata jsonb not null,
  -- With which outreaches; null where it does not matter.
  filter_channel channel,
  filter_person text collate "C",
  filter_company text collate "C",
  filter_sequence text collate "C",
  filter_status outreach_state,
  filter_owner text collate "C",
  -- How far it is. The position is that of the last outreach it has met, in the order of the list.
  status text collate "C" not null
    check (status in ('queued', 'running', 'completed', 'stopped', 'failed')),
  total_count bigint not null,
  success_count bigint not null default 0,
  refused_count bigint not null default 0,
  position_created_at timestamptz,
  position_id bigint,
  failures integer not null default 0,
  detail text,
  created_at timestamptz not null,
  finished_at timestamptz,
  check (num_nonnulls(to_state, sequence_public_id) = 1),
  check (num_nonnulls(position_created_at, position_id) <> 1),
  check ((finished_at is not null) = (status in ('completed', 'stopped', 'failed')))
);

create index jobs_by_status on jobs (status, id);

-- The first outreaches that a job could not change, and why: a guard, if one refused, and what was allowed instead.
create table job_refusals (
  job_id bigint not null references jobs,
  ordinal integer not null,
  outreach_public_id text collate "C" not null,
  from_state outreach_state not null,
  guard text collate "C",
  allowed outreach_state[] not null,
  primary key (job_id, ordinal)
);
