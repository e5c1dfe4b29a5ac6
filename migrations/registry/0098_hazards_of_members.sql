-- An organisation that a group's deployment covers keeps a log of its own about it: what the group reviewed for
-- its members arrives there linked, and each adjusts what differs, by its own criteria (decision 12).

drop index hazard_logs_of_deployment;
create unique index hazard_logs_of_deployment on hazard_logs (deployment_id, organisation_id);
comment on index hazard_logs_of_deployment is 'conflict: Somebody else began this log just now. Load the page again.';

create function covers_us(wanted_deployment text) returns boolean
  language sql stable
  as $$
    select exists (
      select from deployment_members
       where deployment_id = wanted_deployment and member_id = current_organisation() and removed_at is null)
  $$;
comment on function covers_us(text) is 'Whether a group''s deployment covers the current organisation';

set role wardround_definer;
create or replace function hazards_to_receive(wanted_deployment text) returns table (
  origin text, lineage text, statement jsonb)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with here as (
      select d.* from deployments d where d.id = wanted_deployment and d.organisation_id = current_organisation()
    ), logs as (
      select l.id, 'supplier' as origin, o.name as organisation_name, v.name as version_name
        from here d join versions v on v.id = d.version_id
        join products p on p.id = v.product_id
        join hazard_logs l on l.version_id = v.id and l.organisation_id = p.supplier_id
        join organisations o on o.id = l.organisation_id
      union all
      select l.id, 'group', o.name, v.name
        from here d join organisations own on own.id = d.organisation_id
        join deployments g on g.organisation_id = own.parent_id and g.product_id = d.product_id and g.state <> 'ceased'
        join hazard_logs l on l.deployment_id = g.id and l.organisation_id = g.organisation_id and l.covers_group
        join organisations o on o.id = l.organisation_id
        left join versions v on v.id = g.version_id
      union all
      select l.id, 'group', o.name, v.name
        from deployments g
        join deployment_members m on m.deployment_id = g.id and m.member_id = current_organisation() and m.removed_at is null
        join hazard_logs l on l.deployment_id = g.id and l.organisation_id = g.organisation_id and l.covers_group
        join organisations o on o.id = l.organisation_id
        left join versions v on v.id = g.version_id
       where g.id = wanted_deployment and g.state <> 'ceased'
    )
    select logs.origin, h.lineage, jsonb_build_object(
        'organisationName', logs.organisation_name, 'versionName', logs.version_name, 'revision', h.revision,
        'withdrawn', h.entry = 'deprecated' or h.state = 'closed', 'name', h.name, 'kind', h.kind, 'words', h.words, 'controls', h.controls,
        'initialLikelihood', h.initial_likelihood, 'initialSeverity', h.initial_severity,
        'residualLikelihood', h.residual_likelihood, 'residualSeverity', h.residual_severity,
        'acceptances', case when logs.origin = 'group' then coalesce((
          select jsonb_agg(jsonb_build_object('role', a.role, 'name', a.person_name, 'personId', a.person_id, 'risk', a.risk, 'on', a.accepted_on,
            'onBehalfOf', case when a.on_behalf_of is null then null
              else jsonb_build_object('personId', a.on_behalf_of, 'personName', a.on_behalf_of_name) end) order by a.id)
            from hazard_acceptances a where a.hazard_id = h.id and a.hazard_revision = h.revision), '[]'::jsonb) else '[]'::jsonb end)
      from logs join hazards h on h.log_id = logs.id
     where h.entry <> 'awaiting-triage' and h.review_since is null
     order by h.log_id, h.number
  $$;
comment on function hazards_to_receive(text) is 'What the supplier of the version, and the group, state of hazards to a deployment of one''s own, and the group to those its deployment covers';

create or replace function group_deployments(wanted_deployment text) returns table (
  organisation_id text, organisation_name text, deployment_id text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with reviewed as (
      select g.* from deployments g
        join hazard_logs l on l.deployment_id = g.id and l.organisation_id = g.organisation_id and l.covers_group
       where g.id = wanted_deployment and (g.organisation_id = current_organisation() or current_authority() = 'job')
    )
    select o.id, o.name, d.id
      from reviewed g join organisations o on o.parent_id = g.organisation_id
      join deployments d on d.organisation_id = o.id and d.product_id = g.product_id and d.state <> 'ceased'
    union
    select o.id, o.name, g.id
      from reviewed g join deployment_members m on m.deployment_id = g.id and m.removed_at is null
      join organisations o on o.id = m.member_id
     where g.state <> 'ceased'
     order by 1, 3
  $$;
comment on function group_deployments(text) is 'Where the review of a group''s log arrives: the same product in the organisations below, and each organisation that the deployment covers';

create or replace function offered_hazard_logs(wanted_deployment text) returns table (
  log_id text, organisation_name text, use_case text, version_name text, hazards bigint)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select l.id, o.name, u.title, v.name,
        (select count(*) from hazards h where h.log_id = l.id and h.entry <> 'deprecated')
      from deployments own join deployments d on d.product_id = own.product_id and d.id <> own.id
      join hazard_logs l on l.deployment_id = d.id and l.organisation_id = d.organisation_id
      join organisations o on o.id = d.organisation_id
      join use_cases u on u.id = d.use_case_id
      left join versions v on v.id = d.version_id
     where own.id = wanted_deployment and own.organisation_id = current_organisation()
       and (d.organisation_id = current_organisation()
         or (l.offered and not d.held_back and d.organisation_id in (select partner_organisations())))
     order by o.name, l.id limit 100
  $$;
reset role;
revoke execute on function covers_us(text) from public;
grant execute on function covers_us(text) to wardround_app;
