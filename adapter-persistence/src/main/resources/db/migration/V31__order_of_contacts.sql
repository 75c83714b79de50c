-- Contacts are imported in an order that does not depend on the order of rows. Uploads that an earlier version began to import
-- in the order of rows start again, which changes no record twice.
update imports set file = 0, read_count = 0, history_read_count = 0
where status = 'running' and fingerprint = public_id and coalesce(kind, 'contacts') = 'contacts';
