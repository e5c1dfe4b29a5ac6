-- A deployment is one organisation's use of one product for one use case. It keeps its id when the
-- version, the configuration or the stage changes: dated rows say what was true when.

create table deployments (
  id text primary key,
  organisation_id text not null references organisations (id),
  opportunity_id text not null references opportunities (id),
  use_case_id text not null references use_cases (id),
  product_id text not null references products (id),
  version_id text references versions (id),
  owner_id text not null references people (id),
  contact_role text not null default 'deployment-owner',
  stage text not null check (stage in ('assess', 'pilot', 'implement', 'usual', 'scale', 'cease')),
  stage_since date not null,
  state text not null default 'running' check (state in ('running', 'paused', 'parked', 'stop-called', 'ceased')),
  state_reason text,
  in_use_before_assessment boolean not null default false,
  held_back boolean not null default false,
  facts jsonb not null default '{}',
  pilot_ends date,
  review_due date,
  switch_off_how text not null default '' check (length(switch_off_how) <= 1000),
  switch_off_who text not null default '' check (length(switch_off_who) <= 200),
  registered_by text not null,
  registered_at timestamptz not null,
  changed_at timestamptz not null,
  revision integer not null default 1
);
comment on column deployments.stage is 'The stage of the newest row of stage_changes, kept in the same commit';
comment on column deployments.version_id is 'The version of the open row of deployment_versions, kept in the same commit';
comment on column deployments.facts is 'What requirements depend on: clinical, realCare, medicalDevice, … (src/modules/framework/model.ts); a missing fact is not answered';
create index deployments_by_organisation on deployments (organisation_id, changed_at desc, id desc);
create index deployments_by_change on deployments (changed_at desc, id desc);
create index deployments_by_product on deployments (product_id, id desc);
create index deployments_by_version on deployments (version_id, organisation_id);
create index deployments_by_stage on deployments (stage, changed_at desc, id desc);
create index deployments_by_opportunity on deployments (opportunity_id);
create index deployments_by_owner on deployments (owner_id) where state <> 'ceased';
call declare_table('deployments', 'tenant');
create policy partners on deployments for select to wardround_app
  using (not held_back and organisation_id in (select partner_organisations()));
alter table opportunities add foreign key (deployment_id) references deployments (id);

create table deployment_versions (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  version_id text references versions (id),
  configuration text not null default '' check (length(configuration) <= 2000),
  ran_from timestamptz not null,
  ran_until timestamptz,
  noted_by text not null,
  noted_at timestamptz not null,
  check (ran_until is null or ran_until >= ran_from)
);
create unique index deployment_versions_open on deployment_versions (deployment_id) where ran_until is null;
comment on index deployment_versions_open is 'conflict: Somebody else changed the version of this deployment just now.';
create index deployment_versions_by_version on deployment_versions (version_id);
call declare_table('deployment_versions', 'tenant');

create table stage_changes (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  from_stage text,
  to_stage text not null,
  gate text not null check (gate in ('passed', 'not-passed-here', 'rolled-back', 'ceased')),
  decision_id text,
  version_id text references versions (id),
  changed_on date not null,
  changed_at timestamptz not null,
  changed_by text not null
);
create index stage_changes_by_deployment on stage_changes (deployment_id, id);
call declare_table('stage_changes', 'tenant');
create policy partners on stage_changes for select to wardround_app
  using (deployment_id in (select id from deployments where not held_back and organisation_id in (select partner_organisations())));

create table deployment_sites (
  deployment_id text not null references deployments (id),
  site_id text not null references sites (id),
  organisation_id text not null references organisations (id),
  primary key (deployment_id, site_id)
);
call declare_table('deployment_sites', 'tenant');

create table stops (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  reason text not null check (length(reason) between 1 and 2000),
  called_at timestamptz not null,
  called_by text not null,
  called_by_name text not null,
  went_off_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by text,
  confirmed_by_name text,
  confirmation_note text
);
create unique index stops_open on stops (deployment_id) where confirmed_at is null;
comment on index stops_open is 'conflict: A stop has already been called for this deployment.';
call declare_table('stops', 'tenant');

create table ceases (
  deployment_id text primary key references deployments (id),
  organisation_id text not null references organisations (id),
  reasons text[] not null check (cardinality(reasons) between 1 and 12),
  explanation text not null default '' check (length(explanation) <= 2000),
  version_id text references versions (id),
  ceased_at timestamptz not null,
  ceased_by text not null,
  ceased_by_name text not null
);
comment on index ceases_pkey is 'conflict: This deployment has already ceased.';
call declare_table('ceases', 'tenant');
create policy partners on ceases for select to wardround_app
  using (deployment_id in (select id from deployments where not held_back and organisation_id in (select partner_organisations())));

create table cease_tasks (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  item text not null,
  owner_id text references people (id),
  due date,
  note text not null default '' check (length(note) <= 1000),
  settled text check (settled in ('done', 'not-needed')),
  settled_at timestamptz,
  settled_by text,
  settled_by_name text
);
comment on table cease_tasks is 'What is chased after a deployment ceased; nothing here ever held the cease up';
create unique index cease_tasks_by_item on cease_tasks (deployment_id, item);
create index cease_tasks_by_owner on cease_tasks (owner_id) where settled is null;
call declare_table('cease_tasks', 'tenant');

-- Who runs it: every organisation with a deployment of a version that is not ceased, whatever the
-- sharing settings; asked by jobs and by the command that issues an alert.
set role wardround_definer;
create function organisations_running(wanted_version text) returns table (
  organisation_id text, organisation_name text, deployment_id text, owner_id text, stage text, use_case text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select d.organisation_id, o.name, d.id, d.owner_id, d.stage, u.title
      from deployments d join organisations o on o.id = d.organisation_id join use_cases u on u.id = d.use_case_id
     where d.version_id = wanted_version and d.state <> 'ceased'
       and ((select current_authority()) in ('operator', 'job')
         or exists (select 1 from deployments mine where mine.version_id = wanted_version and mine.organisation_id = current_organisation())
         or exists (select 1 from versions v join products p on p.id = v.product_id where v.id = wanted_version and p.supplier_id = current_organisation()))
  $$;
comment on function organisations_running(text) is 'Deployments of a version in every organisation; only for jobs, and for those who run or supply that version';
create function held_back_counts(wanted_version text) returns bigint
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select count(*) from deployments
     where version_id = wanted_version and held_back and organisation_id <> current_organisation()
       and organisation_id in (select partner_organisations())
  $$;
comment on function held_back_counts(text) is 'How many partners run a version and hold back what they share, so that it can be said';
create function held_back_of_product(wanted_product text) returns bigint
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select count(*) from deployments
     where product_id = wanted_product and held_back and organisation_id <> current_organisation()
       and organisation_id in (select partner_organisations())
  $$;
comment on function held_back_of_product(text) is 'How many deployments of a product partners hold back, so that it can be said';
create function search_deployments(wanted text, most integer) returns setof text
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with visible as (
      select current_organisation() as id union select partner_organisations()
    ), matching as (
      select d.id, d.changed_at from products p join deployments d on d.product_id = p.id
       where lower(p.name) like '%' || lower(wanted) || '%'
         and (d.organisation_id = current_organisation() or (not d.held_back and d.organisation_id in (select id from visible)))
      union
      select d.id, d.changed_at from use_cases u join deployments d on d.use_case_id = u.id
       where lower(u.title) like '%' || lower(wanted) || '%'
         and (d.organisation_id = current_organisation() or (not d.held_back and d.organisation_id in (select id from visible)))
      union
      select d.id, d.changed_at from organisations o join deployments d on d.organisation_id = o.id
       where lower(o.name) like '%' || lower(wanted) || '%' and o.id in (select id from visible)
         and (d.organisation_id = current_organisation() or not d.held_back)
    )
    select id from matching where current_actor() is not null order by changed_at desc, id desc limit most
  $$;
comment on function search_deployments(text, integer) is 'Ids of deployments the current organisation may see whose product, use case or organisation holds the text';
reset role;
create index use_cases_title_trigram on use_cases using gin (lower(title) gin_trgm_ops);
create index deployments_by_use_case on deployments (use_case_id);
grant execute on function organisations_running(text), held_back_counts(text), held_back_of_product(text), search_deployments(text, integer) to wardround_app;
