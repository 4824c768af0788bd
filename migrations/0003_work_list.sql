-- Up Migration

-- The same key as fold() of src/vietnamese/fold.ts: lower case, no tones or hats, đ as d, only letters and digits.
create function fold(text) returns text language sql immutable strict parallel safe as $$
  select btrim(regexp_replace(
    lower(regexp_replace(normalize(translate($1, 'đðĐÐƉ', 'ddddd'), NFD), '[\u0300-\u036f]', '', 'g')),
    '[^[:alnum:]]+', ' ', 'g'))
$$;

-- What the work list filters, sorts and searches by, one narrow row a submission, kept by the triggers below. Without
-- it every page of the list would count over a quarter of a million answers at 10,000 submissions.
create table submission_index (
  submission_id bigint primary key references submissions on delete cascade,
  -- Answers in force that a person must look at, and open flags by level.
  doubts int not null default 0,
  errors int not null default 0,
  warnings int not null default 0,
  notes int not null default 0,
  rules text[] not null default '{}',
  formats text[] not null default '{}',
  -- Answers in force that can be counted, "question=value"; "?" for the value where a person must look first.
  marks text[] not null default '{}',
  words tsvector not null default ''
);
create index submission_index_words on submission_index using gin (words);

create table mail_words (
  mail_id bigint primary key references mails on delete cascade,
  words tsvector not null
);
create index mail_words_words on mail_words using gin (words);

-- The first 50,000 letters of each text: a tsvector holds 1 MB, and nobody looks for what stands on page thirty.
create function words_of(text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('simple', coalesce(fold(left($1, 50000)), ''))
$$;

create function index_answers(ids bigint[]) returns void language sql as $$
  insert into submission_index as i (submission_id, doubts, marks)
  select s.id,
    (select count(*) from current_answers c where c.submission_id = s.id and c.review),
    coalesce((
      select array_agg(c.question || '=' || case when c.review then '?' else c.value #>> '{}' end)
      from current_answers c
      where c.submission_id = s.id
        and (jsonb_typeof(c.value) in ('boolean', 'number') or c.value in ('"yes"', '"no"'))), '{}')
  from submissions s where s.id = any (ids)
  on conflict (submission_id) do update set doubts = excluded.doubts, marks = excluded.marks
  where (i.doubts, i.marks) is distinct from (excluded.doubts, excluded.marks)
$$;

create function index_flags(ids bigint[]) returns void language sql as $$
  insert into submission_index as i (submission_id, errors, warnings, notes, rules)
  select s.id, count(f.id) filter (where f.level = 'E'), count(f.id) filter (where f.level = 'W'),
    count(f.id) filter (where f.level = 'N'),
    coalesce(array_agg(distinct f.rule) filter (where f.id is not null), '{}')
  from submissions s left join flags f on f.submission_id = s.id and f.resolved_at is null
  where s.id = any (ids) group by s.id
  on conflict (submission_id) do update set errors = excluded.errors, warnings = excluded.warnings,
    notes = excluded.notes, rules = excluded.rules
  where (i.errors, i.warnings, i.notes, i.rules)
    is distinct from (excluded.errors, excluded.warnings, excluded.notes, excluded.rules)
$$;

create function index_words(ids bigint[]) returns void language sql as $$
  insert into submission_index as i (submission_id, formats, words)
  select s.id,
    coalesce((select array_agg(distinct d.format) from versions v
      join version_documents vd on vd.version_id = v.id join documents d on d.id = vd.document_id
      where v.submission_id = s.id), '{}'),
    words_of(concat_ws(' ', s.id::text, s.key, s.member_unit,
      (select concat_ws(' ', a.name, a.short, array_to_string(a.aliases, ' ')) from agencies a where a.id = s.agency_id),
      (select string_agg(left(a.value #>> '{}', 5000), ' ') from versions v join answers a on a.version_id = v.id
       where v.submission_id = s.id and jsonb_typeof(a.value) = 'string'),
      (select string_agg(left(c.value #>> '{}', 5000) || ' ' || coalesce(c.note, ''), ' ') from versions v
       join corrections c on c.version_id = v.id
       where v.submission_id = s.id and c.undone_at is null and jsonb_typeof(c.value) = 'string'),
      (select string_agg(concat_ws(' ', m.subject, m.from_name, m.from_address), ' ') from versions v
       join mails m on m.id = v.mail_id where v.submission_id = s.id),
      (select string_agg(d.path, ' ') from versions v join documents d on d.mail_id = v.mail_id
       where v.submission_id = s.id)))
  from submissions s where s.id = any (ids)
  on conflict (submission_id) do update set formats = excluded.formats, words = excluded.words
  where (i.formats, i.words) is distinct from (excluded.formats, excluded.words)
$$;

create function index_mails(ids bigint[]) returns void language sql as $$
  insert into mail_words as w (mail_id, words)
  select m.id, words_of(concat_ws(' ', m.id::text, m.subject, m.from_name, m.from_address, m.original_sender ->> 'name',
    m.original_sender ->> 'address',
    (select string_agg(d.path, ' ') from documents d where d.mail_id = m.id), left(m.body_text, 20000)))
  from mails m where m.id = any (ids)
  on conflict (mail_id) do update set words = excluded.words where w.words is distinct from excluded.words
$$;

-- Once a statement, not once a row: a version's 26 answers are written by one statement.
create function submissions_changed() returns trigger language plpgsql as $$
begin
  perform index_words(array(select id from changed));
  return null;
end $$;

-- The words wait for the version's documents, which are written after its answers.
create function answers_changed() returns trigger language plpgsql as $$
declare ids bigint[];
begin
  select array_agg(distinct v.submission_id) into ids from changed c join versions v on v.id = c.version_id;
  if ids is not null then perform index_answers(ids); end if;
  return null;
end $$;

create function corrections_changed() returns trigger language plpgsql as $$
declare ids bigint[];
begin
  select array_agg(distinct v.submission_id) into ids from changed c join versions v on v.id = c.version_id;
  if ids is not null then
    perform index_answers(ids);
    perform index_words(ids);
  end if;
  return null;
end $$;

-- A version may move to another submission: both change.
create function versions_updated() returns trigger language plpgsql as $$
declare ids bigint[];
begin
  select array_agg(distinct submission_id) into ids
  from (select submission_id from changed union select submission_id from before) both_sides;
  if ids is not null then
    perform index_answers(ids);
    perform index_words(ids);
  end if;
  return null;
end $$;

create function versions_deleted() returns trigger language plpgsql as $$
declare ids bigint[];
begin
  select array_agg(distinct submission_id) into ids from before;
  if ids is not null then
    perform index_answers(ids);
    perform index_words(ids);
  end if;
  return null;
end $$;

create function version_documents_changed() returns trigger language plpgsql as $$
declare ids bigint[];
begin
  select array_agg(distinct v.submission_id) into ids from changed c join versions v on v.id = c.version_id;
  if ids is not null then perform index_words(ids); end if;
  return null;
end $$;

create function flags_changed() returns trigger language plpgsql as $$
declare ids bigint[];
begin
  select array_agg(distinct submission_id) into ids from changed where submission_id is not null;
  if ids is not null then perform index_flags(ids); end if;
  return null;
end $$;

-- A mail is written several times on its way; it has words from when it is opened. None are made when it is recorded:
-- that would cost every mail 0.7 ms more, and recording must be quick.
create function mails_updated() returns trigger language plpgsql as $$
declare ids bigint[];
begin
  select array_agg(n.id) into ids from changed n join before o on o.id = n.id
  where (n.subject, n.from_name, n.from_address, n.body_text)
    is distinct from (o.subject, o.from_name, o.from_address, o.body_text);
  if ids is not null then perform index_mails(ids); end if;
  return null;
end $$;

create function documents_changed() returns trigger language plpgsql as $$
declare ids bigint[];
begin
  select array_agg(distinct mail_id) into ids from changed;
  if ids is not null then perform index_mails(ids); end if;
  return null;
end $$;

-- Another format, found when the document was read: the list filters by it.
create function documents_updated() returns trigger language plpgsql as $$
declare ids bigint[];
begin
  select array_agg(distinct v.submission_id) into ids from changed n join before o on o.id = n.id
  join versions v on v.mail_id = n.mail_id where (n.format, n.path) is distinct from (o.format, o.path);
  if ids is not null then perform index_words(ids); end if;
  return null;
end $$;

create function agencies_updated() returns trigger language plpgsql as $$
declare ids bigint[];
begin
  select array_agg(s.id) into ids from changed c join submissions s on s.agency_id = c.id;
  if ids is not null then perform index_words(ids); end if;
  return null;
end $$;

create trigger index_inserted after insert on submissions referencing new table as changed
  for each statement execute function submissions_changed();
create trigger index_inserted after insert on answers referencing new table as changed
  for each statement execute function answers_changed();
create trigger index_updated after update on answers referencing new table as changed
  for each statement execute function answers_changed();
create trigger index_inserted after insert on corrections referencing new table as changed
  for each statement execute function corrections_changed();
create trigger index_updated after update on corrections referencing new table as changed
  for each statement execute function corrections_changed();
create trigger index_updated after update on versions referencing old table as before new table as changed
  for each statement execute function versions_updated();
create trigger index_deleted after delete on versions referencing old table as before
  for each statement execute function versions_deleted();
create trigger index_inserted after insert on version_documents referencing new table as changed
  for each statement execute function version_documents_changed();
create trigger index_inserted after insert on flags referencing new table as changed
  for each statement execute function flags_changed();
create trigger index_updated after update on flags referencing new table as changed
  for each statement execute function flags_changed();
create trigger index_deleted after delete on flags referencing old table as changed
  for each statement execute function flags_changed();
create trigger index_updated after update on mails referencing old table as before new table as changed
  for each statement execute function mails_updated();
create trigger index_inserted after insert on documents referencing new table as changed
  for each statement execute function documents_changed();
create trigger index_updated after update on documents referencing old table as before new table as changed
  for each statement execute function documents_updated();
create trigger index_updated after update on agencies referencing new table as changed
  for each statement execute function agencies_updated();

-- The desk walks from page to page of these.
create index submissions_by_arrival on submissions (received_at desc, id desc);
create index answers_in_doubt on answers (version_id) where review;
create index flags_by_mail on flags (mail_id);
create index versions_by_mail on versions (mail_id);


-- What was there before the index.
select index_answers(array(select id from submissions)), index_flags(array(select id from submissions)),
  index_words(array(select id from submissions)), index_mails(array(select id from mails));

-- Down Migration
drop index versions_by_mail, flags_by_mail, answers_in_doubt, submissions_by_arrival;
drop trigger index_updated on agencies;
drop trigger index_updated on documents;
drop trigger index_inserted on documents;
drop trigger index_updated on mails;
drop trigger index_deleted on flags;
drop trigger index_updated on flags;
drop trigger index_inserted on flags;
drop trigger index_inserted on version_documents;
drop trigger index_deleted on versions;
drop trigger index_updated on versions;
drop trigger index_updated on corrections;
drop trigger index_inserted on corrections;
drop trigger index_updated on answers;
drop trigger index_inserted on answers;
drop trigger index_inserted on submissions;
drop function agencies_updated, documents_updated, documents_changed, mails_updated, flags_changed,
  version_documents_changed, versions_deleted, versions_updated, corrections_changed, answers_changed, submissions_changed, index_mails, index_words, index_flags,
  index_answers, words_of;
drop table mail_words, submission_index;
drop function fold;
