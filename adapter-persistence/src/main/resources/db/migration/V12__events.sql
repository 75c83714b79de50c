-- What happens to outreaches, told to whoever follows: whatever writes to them appends events in its own transaction.
--
-- A position is given only once a transaction has ended, by one at a time, so positions have no gaps and never come later
-- than a higher one. Transactions come in the order in which they ended, as far as one can tell afterwards: those found
-- together by their last event. That is right for each outreach, since who writes to it next waits for who does now.

-- Declared in alphabetical order, like the other words.
create type outreach_event_type as enum ('assigned', 'created', 'deleted', 'transitioned');

-- from_value and to_value are states, or the public ids of sequences for what was assigned.
create table events (
  id bigint generated always as identity,
  position bigint unique,
  type outreach_event_type not null,
  outreach_public_id text collate "C" not null,
  from_value text,
  to_value text,
  at timestamptz not null,
  actor text
);

create index events_without_position on events (id) where position is null;

-- The last position that was given, kept apart since old events are removed; whoever gives positions locks the row.
create table event_feed (
  last_position bigint not null
);

insert into event_feed (last_position) values (0);

-- Gives positions to all that has been written by now; of several at once, one does and the others return at once.
create function sequence_events() returns integer language plpgsql as $$
declare
  last bigint;
  given integer;
begin
  if not exists (select from events where position is null) then
    return 0;
  end if;
  select last_position into last from event_feed for update skip locked;
  if not found then
    return 0;
  end if;
  with ended as (
    select id, max(id) over (partition by xmin::text::bigint) as last_id from events where position is null
  ), ordered as (
    select id, row_number() over (order by last_id, id) as n from ended
  )
  update events set position = last + n from ordered where events.id = ordered.id and position is null;
  get diagnostics given = row_count;
  update event_feed set last_position = last + given;
  return given;
end
$$;

-- Whoever changes so much at once that nobody wants to be told of each sets grow.bulk for the length of a transaction.

create function tell_transitioned() returns trigger language plpgsql as $$
begin
  insert into events (type, outreach_public_id, from_value, to_value, at, actor)
  select 'transitioned', public_id, from_state, to_state, new_rows.created_at, actor
  from new_rows join outreaches on outreaches.id = outreach_id
  order by outreach_id, sort_key;
  return null;
end
$$;

create trigger tell_transitioned after insert on outreach_transitions
referencing new table as new_rows for each statement
when (current_setting('grow.bulk', true) is distinct from 'on') execute function tell_transitioned();

create function tell_created() returns trigger language plpgsql as $$
begin
  insert into events (type, outreach_public_id, to_value, at)
  select 'created', public_id, current_state, created_at from new_rows order by id;
  return null;
end
$$;

create trigger tell_created after insert on outreaches
referencing new table as new_rows for each statement
when (current_setting('grow.bulk', true) is distinct from 'on') execute function tell_created();

create function tell_deleted() returns trigger language plpgsql as $$
declare
  now constant timestamptz := clock_timestamp();
begin
  insert into events (type, outreach_public_id, from_value, at)
  select 'deleted', public_id, current_state, now from old_rows order by id;
  return null;
end
$$;

create trigger tell_deleted after delete on outreaches
referencing old table as old_rows for each statement execute function tell_deleted();

-- Transition tables can't be had for updates of one column only. So a trigger before the statement says that it assigns,
-- and the one after it looks only then.
create function begin_to_assign() returns trigger language plpgsql as $$
begin
  perform set_config('grow.assigning', 'yes', true);
  return null;
end
$$;

create trigger begin_to_assign before update of sequence_id on outreaches
for each statement
when (current_setting('grow.bulk', true) is distinct from 'on') execute function begin_to_assign();

create function tell_assigned() returns trigger language plpgsql as $$
declare
  now constant timestamptz := clock_timestamp();
begin
  perform set_config('grow.assigning', '', true);
  -- Not a join of old and new: its plan is kept, and one that is good for a row is not for ten thousand.
  insert into events (type, outreach_public_id, from_value, to_value, at)
  select 'assigned', changed.public_id, former.public_id, later.public_id, now
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

create trigger tell_assigned after update on outreaches
referencing old table as old_rows new table as new_rows for each statement
when (current_setting('grow.assigning', true) = 'yes') execute function tell_assigned();
