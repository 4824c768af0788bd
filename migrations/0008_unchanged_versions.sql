-- Up Migration

-- SHA-256 of the answers and documents as assessing last wrote them: what is to be written again needs no comparison
-- answer by answer. Null where it was written before this column.
alter table versions add column content_sha256 bytea;

-- A mail between two others moves the ordinals of all that follow; neither answers in force nor words change by that.
create or replace function versions_updated() returns trigger language plpgsql as $$
declare ids bigint[];
begin
  select array_agg(distinct s.id) into ids from changed n join before o on o.id = n.id
  cross join lateral (values (n.submission_id), (o.submission_id)) s (id)
  where (n.submission_id, n.in_force) is distinct from (o.submission_id, o.in_force);
  if ids is not null then perform index_answers(ids); end if;
  select array_agg(distinct s.id) into ids from changed n join before o on o.id = n.id
  cross join lateral (values (n.submission_id), (o.submission_id)) s (id)
  where n.submission_id <> o.submission_id;
  if ids is not null then perform index_words(ids); end if;
  return null;
end $$;

-- Versions of one body repeat each other: what is said twice is folded and parsed once.
create or replace function index_words(ids bigint[]) returns void language sql as $$
  insert into submission_index as i (submission_id, formats, words)
  select s.id,
    coalesce((select array_agg(distinct d.format) from versions v
      join version_documents vd on vd.version_id = v.id join documents d on d.id = vd.document_id
      where v.submission_id = s.id), '{}'),
    words_of(concat_ws(' ', s.id::text, s.key, s.member_unit,
      (select concat_ws(' ', a.name, a.short, array_to_string(a.aliases, ' ')) from agencies a where a.id = s.agency_id),
      (select string_agg(distinct left(a.value #>> '{}', 5000), ' ') from versions v join answers a on a.version_id = v.id
       where v.submission_id = s.id and jsonb_typeof(a.value) = 'string'),
      (select string_agg(left(c.value #>> '{}', 5000) || ' ' || coalesce(c.note, ''), ' ') from versions v
       join corrections c on c.version_id = v.id
       where v.submission_id = s.id and c.undone_at is null and jsonb_typeof(c.value) = 'string'),
      (select string_agg(distinct concat_ws(' ', m.subject, m.from_name, m.from_address), ' ') from versions v
       join mails m on m.id = v.mail_id where v.submission_id = s.id),
      (select string_agg(distinct d.path, ' ') from versions v join documents d on d.mail_id = v.mail_id
       where v.submission_id = s.id)))
  from submissions s where s.id = any (ids)
  on conflict (submission_id) do update set formats = excluded.formats, words = excluded.words
  where (i.formats, i.words) is distinct from (excluded.formats, excluded.words)
$$;

-- Down Migration
create or replace function index_words(ids bigint[]) returns void language sql as $$
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

create or replace function versions_updated() returns trigger language plpgsql as $$
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
alter table versions drop column content_sha256;
