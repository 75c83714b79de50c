-- Who does not want to be reached over a channel, and a history that nothing that happened can be taken from.

alter table people add column opted_out channel[] not null default '{}';

-- Few opt out, so those who did are found among millions by a small index.
create index people_by_opt_out on people (public_id) include (opted_out) where opted_out <> '{}';

create function refuse_change_of_history() returns trigger language plpgsql as $$
begin
  raise exception 'outreach_transitions is append-only' using errcode = 'restrict_violation';
end
$$;

create trigger append_only before update or delete on outreach_transitions
for each statement execute function refuse_change_of_history();
