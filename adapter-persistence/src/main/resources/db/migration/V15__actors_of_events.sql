-- Whoever creates, assigns or deletes outreaches sets grow.actor for the length of the transaction, so that events tell who
-- asked for it; a move has its actor in its history.

create function told_actor() returns text language sql stable as $$
  select nullif(current_setting('grow.actor', true), '')
$$;

create or replace function tell_created() returns trigger language plpgsql as $$
declare
  actor constant text := told_actor();
begin
  insert into events (type, outreach_public_id, to_value, at, actor)
  select 'created', public_id, current_state, created_at, actor from new_rows order by id;
  return null;
end
$$;

create or replace function tell_deleted() returns trigger language plpgsql as $$
declare
  now constant timestamptz := clock_timestamp();
  actor constant text := told_actor();
begin
  insert into events (type, outreach_public_id, from_value, at, actor)
  select 'deleted', public_id, current_state, now, actor from old_rows order by id;
  return null;
end
$$;

create or replace function tell_assigned() returns trigger language plpgsql as $$
declare
  now constant timestamptz := clock_timestamp();
  actor constant text := told_actor();
begin
  perform set_config('grow.assigning', '', true);
  -- Not a join of old and new: its plan is kept, and one that is good for a row is not for ten thousand.
  insert into events (type, outreach_public_id, from_value, to_value, at, actor)
  select 'assigned', changed.public_id, former.public_id, later.public_id, now, actor
  from (
    select id, min(public_id) as public_id, max(old_id) as old_id, max(new_id) as new_id
    from (
      select id, public_id, sequence_id as old_id, null as new_id from old_rows
      union all
      select id, public_id, null, sequence_id from new_rows
    ) both_rows
    group by id
  ) changed
  left join sequences former on former.id = old_id
  left join sequences later on later.id = new_id
  where old_id is distinct from new_id
  order by changed.id;
  return null;
end
$$;
