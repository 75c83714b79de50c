-- The audit log. It has ids of other tables only as texts, because an entry outlives what it is about.

create table audit_log (
  at timestamptz not null,
  id bigint generated always as identity,
  user_id text collate "C",
  actor text,
  action text collate "C" not null check (action <> ''),
  subject_id text collate "C",
  before json,
  after json,
  request_id text collate "C",
  primary key (at, id)
);

create index audit_log_by_subject on audit_log (subject_id, at, id) where subject_id is not null;
create index audit_log_by_user on audit_log (user_id, at, id) where user_id is not null;

create function refuse_change_of_audit_log() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('grow.sweeps_audit_log', true) = 'on' then
    return null;
  end if;
  raise exception 'audit_log is append-only' using errcode = 'restrict_violation';
end
$$;

create trigger append_only before update or delete or truncate on audit_log
for each statement execute function refuse_change_of_audit_log();

-- Deletes the oldest entries up to a time and returns their number. This is the only way to delete entries.
create function sweep_audit_log(until timestamptz, at_most integer) returns integer language plpgsql as $$
declare
  swept integer;
begin
  perform set_config('grow.sweeps_audit_log', 'on', true);
  delete from audit_log where (at, id) in (
    select at, id from audit_log where at <= until order by at, id limit at_most);
  get diagnostics swept = row_count;
  perform set_config('grow.sweeps_audit_log', 'off', true);
  return swept;
end
$$;
