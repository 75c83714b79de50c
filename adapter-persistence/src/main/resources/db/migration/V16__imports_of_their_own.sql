-- Imports run for long and hold connections: they queue on their own, so that few of them run at once, whatever else does.
create table import_tasks (like scheduled_tasks including all);

with moved as (delete from scheduled_tasks where task_name = 'import' returning *)
insert into import_tasks select * from moved;

-- When an import last got further: from one that does not for long, nobody is to be expected.
alter table imports add column touched_at timestamptz not null default now();

create index imports_by_touched_at on imports (touched_at) where status = 'running';
create index imports_by_finished_at on imports (finished_at) where finished_at is not null;

-- Domains are the same in upper and lower case, as addresses are: an import finds companies by them.
create index companies_by_domain_in_lower_case on companies (lower(domain collate "und-x-icu"));
