-- Up Migration

-- Bytes by content: raw mails, attachments, page pictures. Written once, never changed.
create table blobs (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  size bigint not null,
  bytes bytea not null,
  recorded_at timestamptz not null default now()
);
-- Mail and pictures are compressed or base64 already: spare Postgres the attempt.
alter table blobs alter column bytes set storage external;

-- One row a mail, committed together with its raw bytes before anything else happens to the mail.
create table mails (
  id bigint generated always as identity primary key,
  -- Account and host without the password (imaps://user@host), or import:<name> for files.
  mailbox text not null,
  folder text not null,
  uidvalidity bigint not null,
  uid bigint not null,
  -- The server's INTERNALDATE: the time that decides about the deadline.
  received_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  -- Null only for a mail over the size limit: its headers are kept, its body is not.
  raw_sha256 bytea references blobs,
  size bigint not null,
  headers text not null default '',
  state text not null default 'recorded' check (state in ('recorded', 'opened', 'assessed', 'failed')),
  -- Null until the mail is opened.
  kind text check (kind in ('submission', 'no-form', 'autoreply', 'bounce', 'other')),
  -- Why it has this kind, as a code.
  kind_reason text,
  -- The same content had been recorded before (folder copied, UIDVALIDITY changed, delivered twice).
  duplicate_of bigint references mails,
  message_id text,
  in_reply_to text,
  subject text not null default '',
  from_name text not null default '',
  from_address text not null default '',
  -- Of a forwarded mail: who wrote it first (name, address).
  original_sender jsonb,
  -- Whose signature the mail carries (S/MIME), not verified.
  signers text[] not null default '{}',
  -- The Date: header, the sender's clock; never decides about the deadline.
  sent_at timestamptz,
  body_text text not null default '',
  -- Why a step ended for good without success, in words for the operator.
  problem text,
  -- Counts how often its documents were (re)read: what was assessed before the last time is assessed again.
  revision int not null default 1,
  unique (mailbox, folder, uidvalidity, uid)
);
create index mails_by_state on mails (state) where state in ('recorded', 'opened');
create index mails_by_raw on mails (raw_sha256);
create index mails_by_received on mails (received_at desc, id desc);

-- The parts of a mail that may be documents, judged by content.
create table documents (
  id bigint generated always as identity primary key,
  mail_id bigint not null references mails on delete cascade,
  position int not null,
  name text not null,
  -- Where in the mail it lay: forwarded mails and archives from the outside in ("Fwd.eml/PL.zip/Phieu.docx").
  path text not null,
  sha256 bytea references blobs,
  size bigint not null,
  declared_type text not null default '',
  format text not null default 'unknown',
  state text not null default 'recorded' check (state in ('recorded', 'read', 'failed')),
  -- Code and words of what stopped it from being read (password, damaged, timeout …).
  problem jsonb,
  unique (mail_id, position)
);
create index documents_by_state on documents (state) where state = 'recorded';
create index documents_by_content on documents (sha256) where sha256 is not null;

-- What a version of the reader made of a document. The newest is the one that counts; older ones stay.
create table readings (
  id bigint generated always as identity primary key,
  document_id bigint not null references documents on delete cascade,
  reader_version int not null,
  current boolean not null default true,
  -- DocumentReading without transcript and pictures.
  result jsonb not null,
  -- The transcript as JSON, compressed with zstd: a tenth of the size, and nothing asks for it in SQL.
  transcript bytea,
  took_ms int not null,
  read_at timestamptz not null default now()
);
alter table readings alter column transcript set storage external;
create unique index readings_current on readings (document_id) where current;
create index readings_by_document on readings (document_id, id desc);

create table page_pictures (
  reading_id bigint not null references readings on delete cascade,
  page int not null,
  width int not null,
  height int not null,
  media_type text not null,
  sha256 bytea not null references blobs,
  primary key (reading_id, page)
);

-- The roster, loaded from src/survey/agencies.json at every start.
create table agencies (
  id text primary key,
  position int not null,
  kind text not null,
  name text not null,
  short text not null,
  aliases text[] not null,
  domains text[] not null
);

-- Under which submission (its stable key) the forms of a mail belong.
create table filings (
  mail_id bigint not null references mails on delete cascade,
  key text not null,
  -- What assessing said about the mail's share in this submission: which forms, and on what evidence.
  share jsonb not null,
  -- The revision of the mail that was filed.
  revision int not null,
  -- False until the submission was assessed with this in it.
  assessed boolean not null default false,
  primary key (mail_id, key)
);
create index filings_by_key on filings (key);
create index filings_to_assess on filings (key) where not assessed;

-- A person's word on whose form it is: what assessing would file under `key`, of this mail, belongs to the agency.
create table assignments (
  mail_id bigint not null references mails on delete cascade,
  key text not null,
  agency_id text not null references agencies,
  made_by text not null,
  made_at timestamptz not null default now(),
  primary key (mail_id, key)
);

-- All that one body sent, or one form of which the body is not known.
create table submissions (
  id bigint generated always as identity primary key,
  -- Stable key of assessing: agency:<id>, unknown:<mail>:<n> or unit:<mail>:<n>.
  key text not null unique,
  agency_id text references agencies,
  -- The agency that evidence points to, where it is not sure enough to file under it.
  suggested_agency_id text references agencies,
  -- A member company or other unit whose form is kept but not counted.
  member_unit text,
  state text not null default 'waiting'
    check (state in ('waiting', 'ready', 'approved', 'sent-back', 'not-a-form')),
  -- Arrival of the first usable mail: decides late or not.
  received_at timestamptz not null,
  late boolean not null,
  complete boolean not null,
  needs_choice boolean not null default false,
  -- Counts changes by people and by new arrivals: two officers never overwrite each other.
  revision int not null default 1,
  approved_by text,
  approved_at timestamptz,
  updated_at timestamptz not null default now()
);
create index submissions_by_agency on submissions (agency_id);

-- One version a mail that changed the answers of the submission.
create table versions (
  id bigint generated always as identity primary key,
  submission_id bigint not null references submissions on delete cascade,
  mail_id bigint not null references mails on delete cascade,
  ordinal int not null,
  relation text not null check (relation in ('first', 'completion', 'correction', 'same', 'alternative')),
  in_force boolean not null default false,
  -- The office within the body that answered, where it is not the body's own office.
  unit text,
  received_at timestamptz not null,
  -- Set where a person chose this version: assessing again never takes that back.
  chosen_by text,
  unique (submission_id, mail_id)
);
create unique index versions_in_force on versions (submission_id) where in_force;

-- Which forms of which documents a version was made from.
create table version_documents (
  version_id bigint not null references versions on delete cascade,
  document_id bigint not null references documents on delete cascade,
  form_index int not null,
  role text not null default 'form' check (role in ('form', 'signed-copy', 'duplicate')),
  primary key (version_id, document_id, form_index)
);

-- The machine's answers, one row a question. Never changed by a person: corrections lie over them.
create table answers (
  version_id bigint not null references versions on delete cascade,
  question text not null,
  value jsonb not null,
  raw text,
  quantity jsonb,
  confidence real not null,
  review boolean not null,
  reason text,
  evidence jsonb not null default '[]',
  -- The document it was read in; null where the question was found nowhere.
  document_id bigint references documents on delete set null,
  primary key (version_id, question)
);

-- What a person decided about an answer. The newest that was not undone lies over the machine's.
create table corrections (
  id bigint generated always as identity primary key,
  version_id bigint not null references versions on delete cascade,
  question text not null,
  action text not null check (action in ('accepted', 'corrected', 'cleared')),
  value jsonb not null,
  note text,
  made_by text not null,
  made_at timestamptz not null default now(),
  undone_at timestamptz
);
create index corrections_by_answer on corrections (version_id, question, id desc) where undone_at is null;

-- Every answer in force, a person's word before the machine's: the view for reports and plain SQL.
create view current_answers as
select s.id as submission_id, s.agency_id, v.id as version_id, a.question,
  coalesce(c.value, a.value) as value,
  case when c.id is null then 'machine' else 'person' end as source,
  case when c.id is null then a.confidence else 1 end as confidence,
  a.review and c.id is null as review,
  case when c.id is null then a.reason end as reason,
  a.value as machine_value, a.raw, a.quantity, a.evidence, a.document_id,
  c.id as correction_id, c.action, c.made_by, c.made_at, c.note
from submissions s
join versions v on v.submission_id = s.id and v.in_force
join answers a on a.version_id = v.id
left join lateral (
  select * from corrections c
  where c.version_id = a.version_id and c.question = a.question and c.undone_at is null
  order by c.id desc limit 1
) c on true;

-- What is incomplete, contradictory, late or unreadable; open until resolved.
create table flags (
  id bigint generated always as identity primary key,
  -- Stable key of assessing: the same finding is the same row however often it is found.
  key text not null unique,
  submission_id bigint references submissions on delete cascade,
  mail_id bigint references mails on delete cascade,
  document_id bigint references documents on delete cascade,
  -- I1–I18, C1–C15 of the rules, or late, unknown-agency, no-form, unreadable, too-large, member-unit …
  rule text not null,
  category text not null,
  level text not null check (level in ('E', 'W', 'N')),
  questions text[] not null default '{}',
  message_vi text not null,
  message_en text not null,
  opened_at timestamptz not null default now(),
  resolved_at timestamptz,
  -- mail:<id> where an arriving mail answered it, user:<name> where a person closed it.
  resolved_by text,
  resolution text
);
create index flags_open on flags (rule) where resolved_at is null;
create index flags_by_submission on flags (submission_id);

-- Every change of every record: who, when, from what to what. Only ever appended to.
create table history (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  -- system:<step> or user:<name>.
  actor text not null,
  record text not null,
  record_id bigint not null,
  action text not null,
  before jsonb,
  after jsonb,
  note text
);
create index history_by_record on history (record, record_id, id);

-- How the collector stands with each folder, for people to see.
create table folders (
  mailbox text not null,
  folder text not null,
  uidvalidity bigint,
  connected_at timestamptz,
  last_poll_at timestamptz,
  last_mail_at timestamptz,
  reconciled_at timestamptz,
  state text not null default 'connecting',
  problem text,
  primary key (mailbox, folder)
);

-- Down Migration
drop table folders, history, flags;
drop view current_answers;
drop table corrections, answers, version_documents, versions, submissions, assignments, filings, agencies, page_pictures, readings,
  documents, mails, blobs;
