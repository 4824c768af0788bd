-- Up Migration

-- The body that a flagged mail without a form probably came from: its files could not be read, it asks, it answers in
-- prose. It has no submission, and is not silent all the same.
alter table flags add agency_id text references agencies;
create index flags_by_agency on flags (agency_id) where agency_id is not null;

-- Down Migration
drop index flags_by_agency;
alter table flags drop column agency_id;
