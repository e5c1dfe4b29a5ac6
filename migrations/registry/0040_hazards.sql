-- Hazards: a log for each deployment (its organisation's) and each version (its supplier's). Every
-- change of a hazard is a revision beside the earlier ones; nothing is deleted.



create table hazard_logs (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text references deployments (id),
  version_id text references versions (id),
  last_number integer not null default 0,
  offered boolean not null default false,
  covers_group boolean not null default false,
  reviewed_on date,
  reviewed_by_name text,
  review_note text not null default '' check (length(review_note) <= 2000),
  case_texts jsonb not null default '{}',
  revision integer not null default 1,
  check (num_nonnulls(deployment_id, version_id) = 1)
);
comment on column hazard_logs.offered is 'Partners with the same product may copy it as a starting point';
comment on column hazard_logs.covers_group is 'Its last review covers the organisations of the group, each adjusting what differs';
create unique index hazard_logs_of_deployment on hazard_logs (deployment_id);
comment on index hazard_logs_of_deployment is 'conflict: Somebody else began this log just now. Load the page again.';
create unique index hazard_logs_of_version on hazard_logs (version_id, organisation_id);
comment on index hazard_logs_of_version is 'conflict: Somebody else began this log just now. Load the page again.';
call declare_table('hazard_logs', 'tenant');

create table hazards (
  id text primary key,
  organisation_id text not null references organisations (id),
  log_id text not null references hazard_logs (id),
  number integer not null,
  origin text not null check (origin in ('own', 'supplier', 'group', 'copied', 'imported')),
  lineage text not null,
  source jsonb,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (length(kind) <= 60),
  words jsonb not null,
  controls jsonb not null default '[]',
  entry text not null check (entry in ('logged', 'awaiting-triage', 'deprecated')),
  state text not null check (state in ('open', 'transferred', 'closed')),
  initial_likelihood smallint check (initial_likelihood between 1 and 5),
  initial_severity smallint check (initial_severity between 1 and 5),
  initial_risk smallint check (initial_risk between 1 and 5),
  residual_likelihood smallint check (residual_likelihood between 1 and 5),
  residual_severity smallint check (residual_severity between 1 and 5),
  residual_risk smallint check (residual_risk between 1 and 5),
  corporate_score smallint check (corporate_score between 1 and 25),
  owner_id text references people (id),
  owner_name text not null,
  concerns jsonb not null default '[]',
  review_since text check (length(review_since) <= 200),
  reviewed_on date,
  reviewed_by_name text,
  changed_at timestamptz not null,
  changed_by_name text not null,
  revision integer not null default 1,
  check (num_nulls(initial_likelihood, initial_severity, initial_risk) in (0, 3)),
  check (num_nulls(residual_likelihood, residual_severity, residual_risk) in (0, 3))
);
comment on column hazards.lineage is 'The hazard this one began from, its own id where it began here; one lineage stands once in a log';
comment on column hazards.source is 'What its supplier, its group or another site states, as last received';
comment on column hazards.words is 'Description, causes, effect, hazard, harm, controls there are already, and reasons';
comment on column hazards.initial_risk is 'Looked up in the organisation''s matrix; kept in the same commit as score and criteria';
comment on column hazards.residual_risk is 'Looked up in the organisation''s matrix; kept in the same commit as score and criteria';
create unique index hazards_by_number on hazards (log_id, number);
comment on index hazards_by_number is 'conflict: Somebody else added a hazard just now. Try again.';
create unique index hazards_by_lineage on hazards (log_id, lineage);
comment on index hazards_by_lineage is 'conflict: This hazard is in the log already.';
create index hazards_by_risk on hazards (log_id, (coalesce(residual_risk, 9)) desc, id);
create index hazards_to_see_to on hazards (organisation_id)
  where entry <> 'deprecated' and state <> 'closed';
call declare_table('hazards', 'tenant');

create table hazard_revisions (
  hazard_id text not null references hazards (id),
  revision integer not null,
  organisation_id text not null references organisations (id),
  what text not null,
  note text not null default '' check (length(note) <= 2000),
  content jsonb not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (hazard_id, revision)
);
comment on table hazard_revisions is 'Each hazard as it stood after each change; never changed and never deleted';
call declare_table('hazard_revisions', 'tenant');
revoke update on hazard_revisions from wardround_app;

create table hazard_acceptances (
  id text primary key,
  organisation_id text not null references organisations (id),
  hazard_id text not null references hazards (id),
  hazard_revision integer not null,
  risk smallint not null check (risk between 1 and 5),
  role text not null check (role in ('clinical-safety-officer', 'executive-sponsor')),
  person_id text not null,
  person_name text not null,
  reason text not null default '' check (length(reason) <= 2000),
  accepted_on date not null,
  accepted_at timestamptz not null
);
comment on table hazard_acceptances is 'Who accepted a residual risk as it stood; a later revision is accepted anew';
create unique index hazard_acceptances_by_role on hazard_acceptances (hazard_id, hazard_revision, risk, role);
comment on index hazard_acceptances_by_role is 'conflict: This risk has been accepted in this role already.';
create unique index hazard_acceptances_by_person on hazard_acceptances (hazard_id, hazard_revision, risk, person_id);
comment on index hazard_acceptances_by_person is 'conflict: You have accepted this risk already. The other acceptance comes from somebody else.';
call declare_table('hazard_acceptances', 'tenant');
revoke update on hazard_acceptances from wardround_app;

create table hazard_criteria (
  id text primary key,
  organisation_id text not null references organisations (id),
  matrix jsonb not null,
  needs jsonb not null,
  note text not null check (length(note) between 1 and 2000),
  signed_by text not null,
  signed_by_name text not null,
  signed_on date not null,
  signed_at timestamptz not null,
  superseded_at timestamptz
);
comment on table hazard_criteria is 'By what an organisation accepts clinical risk, signed; the published matrix applies where it has none';
create unique index hazard_criteria_in_force on hazard_criteria (organisation_id) where superseded_at is null;
comment on index hazard_criteria_in_force is 'conflict: Somebody else set the criteria just now. Load the page again.';
call declare_table('hazard_criteria', 'tenant');

create table safety_cases (
  id text primary key,
  organisation_id text not null references organisations (id),
  log_id text not null references hazard_logs (id),
  number integer not null,
  content jsonb not null,
  digest text not null check (length(digest) = 64),
  issued_by text not null,
  issued_by_name text not null,
  issued_on date not null,
  issued_at timestamptz not null
);
comment on table safety_cases is 'Clinical safety case reports as they were signed and issued; never changed';
create unique index safety_cases_by_number on safety_cases (log_id, number);
comment on index safety_cases_by_number is 'conflict: Somebody else issued a report just now. Load the page again.';
call declare_table('safety_cases', 'tenant');
revoke update on safety_cases from wardround_app;
