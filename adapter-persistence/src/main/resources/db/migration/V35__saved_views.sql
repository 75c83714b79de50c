-- Views of the list of outreaches by name. A view without an owner was saved without a user and is shared.

create table saved_views (
  id bigint generated always as identity primary key,
  public_id text collate "C" not null unique check (public_id ~ '^viw_[A-Za-z0-9_-]{1,64}$'),
  owner_id bigint references users on delete cascade,
  name text collate "und-x-icu" not null,
  query text collate "C" not null,
  columns text[] collate "C" not null,
  shared boolean not null,
  created_at timestamptz not null,
  unique nulls not distinct (owner_id, name),
  check (shared or owner_id is not null)
);

-- For the pages of a caller, which are the shared views and their own.
create index saved_views_shared on saved_views (name, id) where shared;
