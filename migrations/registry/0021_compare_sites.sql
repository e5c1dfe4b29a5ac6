-- Which measures the plans of one's own and of sharing partners watch on a version: what sites can be
-- compared by. Names only; the figures come from shared_on_version, suppressed when they were stored.
set role wardround_definer;
create function watched_on_version(wanted_version text) returns table (
  measure text, threshold text, direction text, deployments integer)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select m.measure, m.threshold, min(m.direction), count(distinct d.id)::integer
      from deployments d
      join monitoring_plans p on p.deployment_id = d.id and p.ended_at is null
      join plan_measures m on m.plan_id = p.id
     where d.version_id = wanted_version and d.state <> 'ceased'
       and (d.organisation_id = current_organisation()
         or (d.stage in ('usual', 'scale') and not d.held_back
           and d.organisation_id in (select partner_organisations())))
     group by m.measure, m.threshold
     order by count(distinct d.id) desc, m.measure, m.threshold
  $$;
comment on function watched_on_version(text) is 'Measures that plans of one''s own and of sharing partners watch on a version, most used first';
reset role;
revoke execute on function watched_on_version(text) from public;
grant execute on function watched_on_version(text) to wardround_app;
