-- Up Migration

-- A person's word that the body which filled the form in is none of those asked: kept and approved, not counted.
alter table submissions add outside boolean not null default false;

-- Down Migration
alter table submissions drop column outside;
