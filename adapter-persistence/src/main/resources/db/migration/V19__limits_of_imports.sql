-- An import has a limit of rejects, which every node that goes on with it holds, and can be stopped.
alter table imports add column max_rejects bigint not null default 10000;

alter table imports drop constraint imports_status_check;
alter table imports add constraint imports_status_check
  check (status in ('uploading', 'running', 'completed', 'failed', 'stopped'));
