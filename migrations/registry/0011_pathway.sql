-- The pathway: decisions at gates, the facts they were made on, exceptions, conditions, and who
-- catches up what for a tool that was in use before it was assessed.

create table gate_decisions (
  id text primary key,
  organisation_id text not null references organisations (id),
  opportunity_id text references opportunities (id),
  deployment_id text references deployments (id),
  gate text not null,
  decision text not null,
  label text not null,
  effect text not null,
  passed boolean not null,
  decided_on date not null,
  until date,
  framework_version text not null,
  check (opportunity_id is not null or deployment_id is not null)
);
comment on column gate_decisions.until is 'New end of the pilot, or the day of the next review, where the decision set one';
create index gate_decisions_by_deployment on gate_decisions (deployment_id, id);
create index gate_decisions_by_opportunity on gate_decisions (opportunity_id, id);
call declare_table('gate_decisions', 'tenant');
create policy partners on gate_decisions for select to wardround_app
  using (deployment_id in (select id from deployments where not held_back and organisation_id in (select partner_organisations())));

create table gate_decision_grounds (
  decision_id text primary key references gate_decisions (id),
  organisation_id text not null references organisations (id),
  reason text not null,
  stage text not null,
  assessment jsonb not null,
  facts jsonb not null,
  decided_by text not null,
  decided_by_name text not null,
  role text not null,
  decided_at timestamptz not null
);
comment on table gate_decision_grounds is 'What a decision was made on: the facts and the assessment as they were, and by whom; its organisation only';
call declare_table('gate_decision_grounds', 'tenant');

create table gate_exceptions (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  gate text not null,
  target text not null,
  target_name text not null,
  reason text not null check (length(reason) between 1 and 2000),
  until date not null,
  granted_by text not null,
  granted_by_name text not null,
  role text not null,
  granted_on date not null,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text,
  revoked_by_name text,
  revoked_reason text
);
comment on column gate_exceptions.target is 'A requirement id, or the id of a check of the gate';
create index gate_exceptions_by_deployment on gate_exceptions (deployment_id, until) where revoked_at is null;
call declare_table('gate_exceptions', 'tenant');

create table gate_conditions (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  decision_id text not null references gate_decisions (id),
  condition text not null check (length(condition) between 1 and 1000),
  owner_id text not null references people (id),
  owner_name text not null,
  due date not null,
  closed_at timestamptz,
  closed_by text,
  closed_by_name text,
  closing_note text
);
create index gate_conditions_open on gate_conditions (deployment_id) where closed_at is null;
create index gate_conditions_by_owner on gate_conditions (owner_id) where closed_at is null;
call declare_table('gate_conditions', 'tenant');

create table catch_up_plans (
  deployment_id text not null references deployments (id),
  requirement_id text not null,
  organisation_id text not null references organisations (id),
  owner_id text not null references people (id),
  owner_name text not null,
  due date not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (deployment_id, requirement_id)
);
comment on table catch_up_plans is 'Who catches up a requirement and by when, for a tool that was in use before it was assessed';
call declare_table('catch_up_plans', 'tenant');

set role wardround_definer;
create function organisation_of_deployment(wanted text) returns table (id text, name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select o.id, o.name from deployments d join organisations o on o.id = d.organisation_id
     where d.id = wanted and current_authority() = 'operator'
  $$;
comment on function organisation_of_deployment(text) is 'Whose deployment it is; only for the command line, which names a deployment and enters its organisation';
reset role;
revoke execute on function organisation_of_deployment(text) from public;
grant execute on function organisation_of_deployment(text) to wardround_app;
