-- Deliveries of test events. The event itself is not stored; its position is the one after the latest event.
alter table webhook_deliveries
  add column tested_at timestamptz,
  drop constraint webhook_deliveries_webhook_id_position_key;

create unique index webhook_deliveries_of_events on webhook_deliveries (webhook_id, position) where tested_at is null;
