-- The users who created jobs and imports, by their public ids; null for anonymous callers. A reference would be lost with the
-- user, and the job would then run as that of an anonymous caller, who sees everything.

alter table jobs
  add column created_by text collate "C",
  -- The role with which the caller created the job. A token can have a lower one than its owner.
  add column created_as text collate "C",
  add check (num_nulls(created_by, created_as) <> 1);

alter table imports add column created_by text collate "C";

-- Each caller has own idempotency keys. An anonymous caller has an empty id.
alter table idempotency_keys
  add column caller text collate "C" not null default '',
  drop constraint idempotency_keys_pkey,
  add primary key (key, caller);
