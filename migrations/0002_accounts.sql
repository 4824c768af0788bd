-- Up Migration

-- People who may sign in to the review desk. An account is never deleted: the history names it.
create table users (
  id bigint generated always as identity primary key,
  name text not null unique check (name ~ '^[a-z0-9][a-z0-9._-]{0,39}$'),
  display_name text not null,
  role text not null check (role in ('reviewer', 'operator', 'admin')),
  -- argon2id in its own format, parameters and salt inside.
  password_hash text not null,
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  last_sign_in_at timestamptz
);

-- Only a hash of the token is kept: who reads the database cannot take over a session.
create table sessions (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  user_id bigint not null references users on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null
);
create index sessions_by_user on sessions (user_id);

-- Sign-ins that failed, counted per account name and per address; kept for an hour.
create table sign_in_failures (
  at timestamptz not null,
  account text not null,
  address text not null
);
create index sign_in_failures_by_account on sign_in_failures (account, at);
create index sign_in_failures_by_address on sign_in_failures (address, at);

-- Who looks at a submission just now. Worth nothing after a crash.
create unlogged table presence (
  submission_id bigint not null references submissions on delete cascade,
  user_id bigint not null references users on delete cascade,
  seen_at timestamptz not null,
  primary key (submission_id, user_id)
);

-- Down Migration
drop table presence, sign_in_failures, sessions, users;
