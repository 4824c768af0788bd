-- Up Migration

-- Of a mail that is one piece of another (message/partial): of which, its number, and how many there are (0: not said).
alter table mails add fragment_id text, add fragment_number int, add fragment_total int;
create index mails_by_fragment on mails (fragment_id) where fragment_id is not null;

-- Down Migration
alter table mails drop column fragment_id, drop column fragment_number, drop column fragment_total;
