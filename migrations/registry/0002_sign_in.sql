-- Sign-in: the tables that the sign-in library (better-auth) reads and writes, and our own beside
-- them. They belong to the login role; the application's role gets nothing here, so no request that
-- runs as it can reach a password hash, a session or a one-time link. Not declared tenant tables:
-- an account is a person, who may hold roles in several organisations.

create schema sign_in;
revoke all on schema sign_in from public;

create table sign_in.users (
  id text primary key,
  name text not null check (char_length(name) between 1 and 200),
  email text not null check (email = lower(btrim(email)) and char_length(email) between 3 and 254),
  email_verified boolean not null,
  image text,
  second_factor_enabled boolean not null default false,
  deactivated_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint users_email_key unique (email)
);

create table sign_in.sessions (
  id text primary key,
  account_id text not null references sign_in.users on delete cascade,
  token text not null unique,
  method text not null check (method in ('password', 'oidc')),
  second_factor boolean not null default false,
  ip_address text,
  user_agent text,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sessions_account_id on sign_in.sessions (account_id);
create index sessions_expires_at on sign_in.sessions (expires_at);

-- One row per way to sign in: provider_id is 'credential' (a password) or 'oidc' (a subject there).
create table sign_in.credentials (
  id text primary key,
  account_id text not null references sign_in.users on delete cascade,
  provider_id text not null check (provider_id in ('credential', 'oidc')),
  subject text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint credentials_subject_key unique (provider_id, subject),
  constraint credentials_account_key unique (account_id, provider_id),
  -- The provider's tokens are used once, to learn who signed in, and never kept.
  constraint credentials_no_tokens
    check (access_token is null and refresh_token is null and id_token is null)
);

create table sign_in.verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index verifications_identifier on sign_in.verifications (identifier);
create index verifications_expires_at on sign_in.verifications (expires_at);

create table sign_in.second_factors (
  id text primary key,
  account_id text not null unique references sign_in.users on delete cascade,
  secret text not null,
  recovery_codes text not null,
  verified boolean not null default false,
  failed_count integer not null default 0,
  locked_until timestamptz
);

-- A code from an authenticator app may be used once (RFC 6238 section 5.2).
create table sign_in.used_codes (
  account_id text not null references sign_in.users on delete cascade,
  code text not null,
  used_at timestamptz not null,
  primary key (account_id, code)
);

-- Links that work once: to set a new password, or to create the first account.
create table sign_in.one_time_links (
  token_hash text primary key,
  purpose text not null check (purpose in ('new-password', 'first-account')),
  account_id text references sign_in.users on delete cascade,
  made_by text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  check ((purpose = 'first-account') = (account_id is null))
);
create index one_time_links_account_id on sign_in.one_time_links (account_id);
create index one_time_links_expires_at on sign_in.one_time_links (expires_at);

create table sign_in.attempts (
  key text primary key,
  count integer not null,
  window_started_at timestamptz not null
);
create index attempts_window_started_at on sign_in.attempts (window_started_at);
