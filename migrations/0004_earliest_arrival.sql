-- Up Migration

-- False for a mail from a file that no server had stamped: its arrival is the sender's clock, or the file's.
alter table mails add stamped boolean not null default true;

-- The same bytes may come again by another way with an earlier stamp, which then counts.
create index mails_by_original on mails (duplicate_of) where duplicate_of is not null;

-- Down Migration
drop index mails_by_original;
alter table mails drop column stamped;
