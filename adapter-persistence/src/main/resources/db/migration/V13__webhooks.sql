-- Endpoints that are told over HTTP what happens to outreaches, and what was sent to them.

-- events are the kinds that it is told of, none for all. Events up to last_position have become deliveries, or are not
-- for it.
create table webhooks (
  id bigint generated always as identity primary key,
  public_id text collate "C" not null unique check (public_id ~ '^whk_[A-Za-z0-9_-]{1,64}$'),
  created_at timestamptz not null,
  url text not null,
  events outreach_event_type[] not null,
  description text,
  secret text not null,
  former_secret text,
  former_secret_until timestamptz,
  failures integer not null default 0 check (failures >= 0),
  failing_since timestamptz,
  paused_until timestamptz,
  disabled_reason text,
  last_position bigint not null,
  check ((former_secret is null) = (former_secret_until is null))
);

create index webhooks_by_created_at on webhooks (created_at desc, id);

-- The public id is what the receiver knows the message by, however often it is sent. next_attempt_at is null once it has
-- been delivered or given up.
create table webhook_deliveries (
  id bigint generated always as identity primary key,
  public_id text collate "C" not null unique default 'dlv_' || replace(gen_random_uuid()::text, '-', ''),
  webhook_id bigint not null references webhooks on delete cascade,
  position bigint not null,
  attempts integer not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz,
  last_attempt_at timestamptz,
  last_status_code integer,
  last_error text,
  unique (webhook_id, position)
);

create index webhook_deliveries_pending on webhook_deliveries (webhook_id, position) where next_attempt_at is not null;
create index webhook_deliveries_by_position on webhook_deliveries (position);
