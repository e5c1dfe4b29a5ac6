-- Opportunities (a problem worth solving, before there is a deployment) and use cases (what a
-- product is used for, in which setting, for whom).

create table use_cases (
  id text primary key,
  organisation_id text not null references organisations (id),
  title text not null check (length(title) between 1 and 200),
  setting text not null default '' check (length(setting) <= 500),
  for_whom text not null default '' check (length(for_whom) <= 500),
  written_by text not null,
  written_at timestamptz not null
);
create unique index use_cases_by_title on use_cases (organisation_id, lower(title));
comment on index use_cases_by_title is 'conflict: Your organisation already has a use case with that title.';
call declare_table('use_cases', 'shared-read');

create table opportunities (
  id text primary key,
  organisation_id text not null references organisations (id),
  title text not null check (length(title) between 1 and 200),
  problem text not null check (length(problem) between 1 and 4000),
  worth text not null default '' check (length(worth) <= 4000),
  is_clinical text not null default 'not-answered' check (is_clinical in ('not-answered', 'no', 'yes')),
  use_case_id text references use_cases (id),
  owner_id text not null references people (id),
  state text not null default 'open' check (state in ('open', 'parked', 'stopped', 'joined', 'became-deployment')),
  state_reason text,
  state_since timestamptz not null,
  deployment_id text,
  held_back boolean not null default false,
  put_forward_by text not null,
  put_forward_at timestamptz not null,
  changed_at timestamptz not null,
  revision integer not null default 1
);
create index opportunities_by_organisation on opportunities (organisation_id, id);
call declare_table('opportunities', 'tenant');
create policy partners on opportunities for select to wardround_app
  using (not held_back and organisation_id in (select partner_organisations()));
