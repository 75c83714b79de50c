-- Look-ups wait for providers of contact data, and there can be very many of them: they queue on their own, so that jobs,
-- imports and deliveries neither wait for their threads nor have to be found among them.
create table look_ups (like scheduled_tasks including all);
