-- Events of people, companies, sequences, users, imports and jobs, and of bulk changes.

alter type outreach_event_type rename to event_type;
alter type event_type add value 'company_bulk_changed';
alter type event_type add value 'company_created';
alter type event_type add value 'company_deleted';
alter type event_type add value 'company_updated';
alter type event_type add value 'import_completed';
alter type event_type add value 'import_failed';
alter type event_type add value 'import_started';
alter type event_type add value 'import_stopped';
alter type event_type add value 'job_completed';
alter type event_type add value 'job_failed';
alter type event_type add value 'job_started';
alter type event_type add value 'job_stopped';
alter type event_type add value 'outreach_bulk_changed';
alter type event_type add value 'person_bulk_changed';
alter type event_type add value 'person_created';
alter type event_type add value 'person_deleted';
alter type event_type add value 'person_updated';
alter type event_type add value 'reset';
alter type event_type add value 'sequence_bulk_changed';
alter type event_type add value 'sequence_created';
alter type event_type add value 'sequence_deleted';
alter type event_type add value 'sequence_updated';
alter type event_type add value 'user_bulk_changed';
alter type event_type add value 'user_created';
alter type event_type add value 'user_deleted';
alter type event_type add value 'user_updated';

-- The record of an event; for a merge the record that remains. A bulk change has ids instead.
alter table events rename column outreach_public_id to record_public_id;
alter table events
  add column changed text[] collate "C",
  add column ids text[] collate "C",
  drop constraint events_check;

update events set record_public_id = to_value where type in ('company_merged', 'person_merged');

alter table events add check (position is null or outreach_id is null or record_public_id is not null);

create or replace function sequence_events() returns integer language plpgsql as $$
declare
  current_incarnation constant text := event_feed_incarnation();
  feed event_feed%rowtype;
  target bigint;
  given integer;
begin
  select * into feed from event_feed;
  if feed.incarnation is not distinct from current_incarnation
    and not exists (select from events where position is null)
  then
    return 0;
  end if;
  select * into feed from event_feed for update skip locked;
  if not found then
    return 0;
  end if;
  if feed.incarnation is distinct from current_incarnation then
    -- A feed that no process has looked at and that has no events is new.
    if feed.incarnation is not null or feed.last_position > 0 then
      -- By the time in microseconds, which is beyond all positions that any history has given.
      target := greatest(feed.last_position + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint);
      insert into event_feed_gaps (after_position, next_position) values (feed.last_position, target);
      delete from event_feed_gaps where next_position < (select min(position) from events);
      update webhooks set last_position = target where last_position >= feed.last_position;
      feed.last_position := target;
    end if;
    update event_feed set incarnation = current_incarnation, last_position = feed.last_position;
  end if;
  with ended as (
    select id, max(id) over (partition by xmin::text::bigint) as last_id from events where position is null
  ), ordered as (
    select id, row_number() over (order by last_id, id) as n from ended
  )
  update events
  set position = feed.last_position + n,
    record_public_id = coalesce(
      record_public_id, (select public_id from outreaches where outreaches.id = events.outreach_id))
  from ordered
  where events.id = ordered.id and position is null;
  get diagnostics given = row_count;
  update event_feed set last_position = feed.last_position + given;
  return given;
end
$$;

create or replace function tell_nothing() returns trigger language plpgsql as $$
begin
  delete from events where position is null and outreach_id is not null and record_public_id is null;
  return null;
end
$$;

create or replace function tell_created() returns trigger language plpgsql as $$
declare
  actor constant text := told_actor();
begin
  insert into events (type, record_public_id, to_value, at, actor)
  select 'created', public_id, current_state, created_at, actor from new_rows order by id;
  return null;
end
$$;

create or replace function tell_deleted() returns trigger language plpgsql as $$
declare
  now constant timestamptz := clock_timestamp();
  actor constant text := told_actor();
begin
  insert into events (type, record_public_id, from_value, at, actor)
  select 'deleted', public_id, current_state, now, actor from old_rows order by id;
  return null;
end
$$;

-- Publishes the ids of changed records in events of at most 100, so that a client can read the records of an event again with
-- one request.
create function publish_bulk(subject text, changed_ids text[]) returns void language sql as $$
  insert into events (type, ids, at, actor)
  select (subject || '_bulk_changed')::event_type, array_agg(public_id order by n), clock_timestamp(), told_actor()
  from unnest(changed_ids) with ordinality as changed (public_id, n)
  group by (n - 1) / 100
  order by (n - 1) / 100
$$;

-- Publishes changes of many records as a bulk change, others as an event for each record.
create function publish_records(subject text, verb text, changed_ids text[]) returns void language plpgsql as $$
begin
  if current_setting('grow.bulk', true) = 'on' or cardinality(changed_ids) > 100 then
    perform publish_bulk(subject, changed_ids);
  else
    insert into events (type, record_public_id, at, actor)
    select (subject || '_' || verb)::event_type, public_id, clock_timestamp(), told_actor()
    from unnest(changed_ids) with ordinality as changed (public_id, n)
    order by n;
  end if;
end
$$;

create function publish_inserted() returns trigger language plpgsql as $$
begin
  perform publish_records(tg_argv[0], 'created', array_agg(public_id order by id)) from new_rows having count(*) > 0;
  return null;
end
$$;

-- Merged records have an event of their own.
create function publish_deleted() returns trigger language plpgsql as $$
begin
  if tg_argv[0] = 'person' then
    perform publish_records(tg_argv[0], 'deleted', array_agg(public_id order by id))
    from old_rows
    where not exists (select from merged_people where merged_people.public_id = old_rows.public_id)
    having count(*) > 0;
  elsif tg_argv[0] = 'company' then
    perform publish_records(tg_argv[0], 'deleted', array_agg(public_id order by id))
    from old_rows
    where not exists (select from merged_companies where merged_companies.public_id = old_rows.public_id)
    having count(*) > 0;
  else
    perform publish_records(tg_argv[0], 'deleted', array_agg(public_id order by id)) from old_rows having count(*) > 0;
  end if;
  return null;
end
$$;

-- Teams are no part of the users that the API shows.
create function publish_updated() returns trigger language plpgsql as $$
declare
  n bigint;
begin
  select count(*) into n from new_rows;
  if n > 100 or current_setting('grow.bulk', true) = 'on' then
    perform publish_bulk(tg_argv[0], array_agg(public_id order by id)) from new_rows having count(*) > 0;
    return null;
  end if;
  insert into events (type, record_public_id, changed, at, actor)
  select (tg_argv[0] || '_updated')::event_type, public_id, fields, clock_timestamp(), told_actor()
  from (
    select new_rows.id, new_rows.public_id, array(
      select case after.key when 'opted_out' then 'opt_outs' else after.key end
      from jsonb_each(to_jsonb(old_rows)) before
      join jsonb_each(to_jsonb(new_rows)) after using (key)
      where before.value <> after.value and after.key not in ('owner_key', 'team_id')
      order by 1
    ) as fields
    from new_rows join old_rows using (id)
  ) updated
  where cardinality(fields) > 0
  order by id;
  return null;
end
$$;

create trigger publish_inserted after insert on users
referencing new table as new_rows for each statement execute function publish_inserted('user');
create trigger publish_updated after update on users
referencing old table as old_rows new table as new_rows for each statement execute function publish_updated('user');
create trigger publish_deleted after delete on users
referencing old table as old_rows for each statement execute function publish_deleted('user');

create trigger publish_inserted after insert on companies
referencing new table as new_rows for each statement execute function publish_inserted('company');
create trigger publish_updated after update on companies
referencing old table as old_rows new table as new_rows for each statement execute function publish_updated('company');
create trigger publish_deleted after delete on companies
referencing old table as old_rows for each statement execute function publish_deleted('company');

create trigger publish_inserted after insert on people
referencing new table as new_rows for each statement execute function publish_inserted('person');
create trigger publish_updated after update on people
referencing old table as old_rows new table as new_rows for each statement execute function publish_updated('person');
create trigger publish_deleted after delete on people
referencing old table as old_rows for each statement execute function publish_deleted('person');

create trigger publish_inserted after insert on sequences
referencing new table as new_rows for each statement execute function publish_inserted('sequence');
create trigger publish_updated after update on sequences
referencing old table as old_rows new table as new_rows for each statement execute function publish_updated('sequence');
create trigger publish_deleted after delete on sequences
referencing old table as old_rows for each statement execute function publish_deleted('sequence');

-- In bulk mode, new outreaches and their histories are bulk changes.
create trigger publish_inserted after insert on outreaches
referencing new table as new_rows for each statement
when (current_setting('grow.bulk', true) = 'on') execute function publish_inserted('outreach');

-- Moves outside of bulk mode have events of their own. Assignments, too, but an outreach that follows its person or company, or
-- gets another time, has a bulk change. A trigger before the statement says which, since only it can depend on columns.
drop trigger begin_to_assign on outreaches;
drop trigger tell_assigned on outreaches;
drop function begin_to_assign();
drop function tell_assigned();

create function begin_to_change() returns trigger language plpgsql as $$
begin
  perform set_config('grow.' || tg_argv[0], 'yes', true);
  return null;
end
$$;

create trigger begin_to_assign before update of sequence_id on outreaches
for each statement execute function begin_to_change('assigning');

create trigger begin_to_carry before update of person_id, company_id, owner_id, created_at on outreaches
for each statement execute function begin_to_change('carrying');

create function publish_changed_outreaches() returns trigger language plpgsql as $$
declare
  now constant timestamptz := clock_timestamp();
  actor constant text := told_actor();
  assigning constant boolean := current_setting('grow.assigning', true) = 'yes';
  carrying constant boolean := current_setting('grow.carrying', true) = 'yes';
begin
  perform set_config('grow.assigning', '', true), set_config('grow.carrying', '', true);
  if carrying or current_setting('grow.bulk', true) = 'on' then
    perform publish_bulk('outreach', array_agg(public_id order by id)) from new_rows having count(*) > 0;
    return null;
  end if;
  -- Not a join of old and new: its plan is kept, and one that is good for a row is not for ten thousand.
  insert into events (type, record_public_id, from_value, to_value, at, actor)
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

create trigger publish_changed_outreaches after update on outreaches
referencing old table as old_rows new table as new_rows for each statement
when (current_setting('grow.assigning', true) = 'yes' or current_setting('grow.carrying', true) = 'yes')
execute function publish_changed_outreaches();

-- Imports and jobs publish each change of their status, from the start on.
create function publish_job() returns trigger language plpgsql as $$
begin
  insert into events (type, record_public_id, at, actor)
  values (
    ('job_' || case new.status when 'running' then 'started' else new.status end)::event_type,
    new.public_id, clock_timestamp(), new.actor);
  return null;
end
$$;

create trigger publish_new_job after insert on jobs
for each row when (new.status <> 'queued') execute function publish_job();
create trigger publish_job after update on jobs
for each row when (new.status <> 'queued' and new.status <> old.status) execute function publish_job();

create function publish_import() returns trigger language plpgsql as $$
begin
  insert into events (type, record_public_id, at, actor)
  values (
    ('import_' || case new.status when 'running' then 'started' else new.status end)::event_type,
    new.public_id, clock_timestamp(), new.created_by);
  return null;
end
$$;

create trigger publish_new_import after insert on imports
for each row when (new.status <> 'uploading') execute function publish_import();
create trigger publish_import after update on imports
for each row when (new.status <> 'uploading' and new.status <> old.status) execute function publish_import();
