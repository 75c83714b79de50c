-- People sign in with an e-mail address and a password. Secrets are stored as SHA-256 hashes only.

alter table api_tokens alter column name type text collate "und-x-icu";

create index users_by_email on users (lower(email collate "und-x-icu"));

create table sessions (
  id bigint generated always as identity primary key,
  public_id text collate "C" not null unique check (public_id ~ '^ses_[A-Za-z0-9_-]{1,64}$'),
  user_id bigint not null references accounts (user_id) on delete cascade,
  hash bytea not null unique check (length(hash) = 32),
  address text collate "C" not null,
  network text collate "C" not null,
  agent text,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);

create index sessions_by_user on sessions (user_id, last_used_at desc);
create index sessions_by_expiry on sessions (expires_at);

create type sign_in_link_purpose as enum ('invitation', 'reset');

create table sign_in_links (
  hash bytea primary key check (length(hash) = 32),
  user_id bigint not null references accounts (user_id) on delete cascade,
  purpose sign_in_link_purpose not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  replaced_at timestamptz,
  check (used_at is null or replaced_at is null)
);

create unique index sign_in_links_open on sign_in_links (user_id) where used_at is null and replaced_at is null;
create index sign_in_links_by_user on sign_in_links (user_id);
create index sign_in_links_by_expiry on sign_in_links (expires_at);

-- The e-mail addresses are hashed, because people type passwords into the wrong field.
create table sign_in_failures (
  id bigint generated always as identity primary key,
  email_hash bytea not null check (length(email_hash) = 32),
  network text collate "C" not null,
  at timestamptz not null
);

create index sign_in_failures_by_email on sign_in_failures (email_hash, at);
create index sign_in_failures_by_network on sign_in_failures (network, at);
create index sign_in_failures_by_time on sign_in_failures (at);
