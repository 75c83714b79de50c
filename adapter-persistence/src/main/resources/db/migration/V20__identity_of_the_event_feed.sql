-- A database can lose its latest events: by a failover to a standby that lags, or a restore. Positions of events that were lost
-- must never be given to others, since a client that has seen those would miss these. So each time that the server may have
-- lost some, positions go on far beyond all that can have been given; who stands in the gap has seen what is lost.

-- Which history this is: the server's, its timeline, database and table, and when the server was started, since a restored
-- copy of its files looks like a restart. Null until positions are given for the first time.
alter table event_feed add column incarnation text;

-- Nothing has a position after after_position and up to next_position.
create table event_feed_gaps (
  after_position bigint primary key,
  next_position bigint not null check (next_position > after_position)
);

create function event_feed_incarnation() returns text language plpgsql stable as $$
begin
  return concat_ws(
    ' ',
    (select system_identifier from pg_control_system()),
    substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8),
    (select oid from pg_database where datname = current_database()),
    'event_feed'::regclass::oid,
    extract(epoch from pg_postmaster_start_time()));
exception when insufficient_privilege then
  return concat_ws(' ', 'event_feed'::regclass::oid, extract(epoch from pg_postmaster_start_time()));
end
$$;

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
      -- By the time in microseconds: no history has given so many positions by now, however often it was left.
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
    outreach_public_id = coalesce(
      outreach_public_id, (select public_id from outreaches where outreaches.id = events.outreach_id))
  from ordered
  where events.id = ordered.id and position is null;
  get diagnostics given = row_count;
  update event_feed set last_position = feed.last_position + given;
  return given;
end
$$;
