-- Deliveries wait for endpoints, which can be slow: they queue on their own, so that jobs and imports need not wait for their
-- threads. Those that are scheduled are scheduled anew by whoever starts.
create table webhook_tasks (like scheduled_tasks including all);
delete from scheduled_tasks where task_name = 'delivery';
