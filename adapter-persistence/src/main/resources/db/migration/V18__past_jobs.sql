-- Jobs that ended long ago are removed, and a history can't be emptied, either.

create index jobs_by_end on jobs (finished_at) where finished_at is not null;

drop trigger append_only on outreach_transitions;
create trigger append_only before update or delete or truncate on outreach_transitions
for each statement execute function refuse_change_of_history();
