-- The role with which the creator began an import. A token can have a lower one than its owner. Before, only managers imported.

alter table imports add column created_as text collate "C";

update imports set created_as = 'manager' where created_by is not null;

alter table imports add check (num_nulls(created_by, created_as) <> 1);

-- The key for the ids of events that callers get who don't see all events. Both UUIDs have 122 random bits.

alter table event_feed add column id_key bytea not null
  default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
  check (length(id_key) = 32);
