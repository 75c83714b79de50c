-- What a job changed is kept for a day, so that another job can undo it. A batch leaves a finished job for this.

alter table jobs
  add column unassigns boolean not null default false,
  -- The id of the job that this one undoes.
  add column undoes text collate "C",
  -- The id of the latest job that undoes this one.
  add column undone_by text collate "C",
  add column undoable_count bigint not null default 0,
  -- Whether the outreaches were listed by id, so that the filter means nothing.
  add column by_id boolean not null default false,
  -- The matches of the filter that stay unchanged.
  add column except_public_ids text[] collate "C" not null default '{}',
  drop constraint jobs_check,
  add constraint jobs_one_work
    check (num_nonnulls(to_state, sequence_public_id, duplicate_work, undoes) + unassigns::integer = 1);

create index jobs_by_undone on jobs (undoes) where undoes is not null;

-- One row per step, because a step is written and undone as a whole. The arrays have an element per outreach. A step of moves
-- has states and positions in the history, any other step has sequences before and after, null for none.
create table job_changes (
  job_id bigint not null references jobs on delete cascade,
  step integer not null,
  outreach_public_ids text[] collate "C" not null,
  from_states outreach_state[],
  sort_keys integer[],
  from_sequences text[] collate "C",
  to_sequences text[] collate "C",
  primary key (job_id, step),
  check (num_nulls(from_states, sort_keys) = num_nonnulls(from_sequences, to_sequences)),
  check (num_nonnulls(from_states, sort_keys) <> 1)
);

-- An undo is refused for more reasons than a move, and not to one state for all.
alter table job_refusals
  add column reason text collate "C" not null default 'transition'
    check (reason in ('transition', 'not_found', 'changed_since', 'sequence_gone')),
  add column to_state outreach_state,
  add column sequence_public_id text collate "C",
  alter column from_state drop not null,
  alter column allowed drop not null,
  add check ((reason = 'transition') = (num_nonnulls(from_state, allowed) = 2)),
  add check ((reason = 'sequence_gone') = (sequence_public_id is not null));
