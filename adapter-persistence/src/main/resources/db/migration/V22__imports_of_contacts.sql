-- A row of contacts is imported without an optional value that is invalid, which is a warning.

alter table import_rejects add column warning boolean not null default false;

alter table imports
  add column warned_count bigint not null default 0,
  add column ignored_domain_count bigint not null default 0,
  add column possible_duplicate_count bigint not null default 0;

alter table imports
  add column strict boolean not null default false,
  add column owners text collate "C" not null default 'create' check (owners in ('create', 'skip', 'reject'));

-- Users that an import creates from the names of owners have no address yet.
alter table users alter column email drop not null;

-- The form in which names of companies and users are compared, as Folding.key in Java has it.
create function name_key(name text) returns text language sql immutable parallel safe
return btrim(regexp_replace(
  folded(name) collate "C",
  E'[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'));

create index companies_by_name_key on companies using hash (name_key(name));

-- Imports find people by their LinkedIn profile.
create index if not exists people_by_linkedin_url on people using hash (linkedin_url);
