-- What an import did, by the kind of the records: users, sequences, companies, people, outreaches.
alter table imports
  add column row_count bigint not null default 0,
  add column merged_count bigint not null default 0,
  add column created_by_kind bigint[] not null default '{}',
  add column updated_by_kind bigint[] not null default '{}';
