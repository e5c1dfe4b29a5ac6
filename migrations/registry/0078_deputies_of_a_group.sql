-- A deputy who accepted a hazard for a group is passed on to its organisations with whom they stood in for:
-- both are bound by it there, and neither gives the second acceptance.
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
        join hazard_logs l on l.deployment_id = g.id and l.covers_group
        join organisations o on o.id = l.organisation_id
        left join versions v on v.id = g.version_id
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
comment on function hazards_to_receive(text) is 'What the supplier of the version, and the group, state of hazards to a deployment of one''s own';
reset role;
