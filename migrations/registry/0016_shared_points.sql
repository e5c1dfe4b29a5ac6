-- What partners share. For one measure of one version, found by stepping from site to site: figures
-- before the newest are not read (measured with 3 years of weeks: bench/charts/README.md).
create index points_shared on points
  (deployment_id, version_id, measure, threshold, site, window_from desc, computed_at desc)
  where superseded_by is null and group_by = '' and shared is not null;

set role wardround_definer;
drop function shared_points(text, text);
create function shared_by_deployment(wanted_deployment text) returns table (
  deployment_id text, organisation_id text, organisation_name text, version_name text, site text,
  measure text, threshold text, window_from date, window_to date, method text, shared jsonb)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select distinct on (p.site, p.measure, p.threshold)
      p.deployment_id, d.organisation_id, o.name, p.version_name, p.site,
      p.measure, p.threshold, p.window_from, p.window_to, p.method, p.shared
      from points p join deployments d on d.id = p.deployment_id join organisations o on o.id = d.organisation_id
     where p.deployment_id = wanted_deployment
       and p.superseded_by is null and p.group_by = '' and p.shared is not null
       and p.matures_on <= current_day()
       and d.stage in ('usual', 'scale') and not d.held_back
       and d.organisation_id <> current_organisation()
       and d.organisation_id in (select partner_organisations())
     order by p.site, p.measure, p.threshold, p.window_from desc, p.computed_at desc
  $$;
create function shared_on_version(wanted_version text, wanted_measure text, wanted_threshold text) returns table (
  deployment_id text, organisation_id text, organisation_name text, version_name text, site text,
  measure text, threshold text, window_from date, window_to date, method text, shared jsonb)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with sharing as (
      select d.id, d.organisation_id, o.name
        from deployments d join organisations o on o.id = d.organisation_id
       where d.version_id = wanted_version and d.stage in ('usual', 'scale') and not d.held_back
         and d.organisation_id <> current_organisation()
         and d.organisation_id in (select partner_organisations())
    )
    select p.deployment_id, sharing.organisation_id, sharing.name, p.version_name, p.site,
           p.measure, p.threshold, p.window_from, p.window_to, p.method, p.shared
      from sharing cross join lateral (
        with recursive sites as (
          (select site from points
            where points.deployment_id = sharing.id and version_id = wanted_version
              and measure = wanted_measure and threshold = wanted_threshold
              and superseded_by is null and group_by = '' and shared is not null
            order by site limit 1)
          union all
          select (select n.site from points n
                   where n.deployment_id = sharing.id and n.version_id = wanted_version
                     and n.measure = wanted_measure and n.threshold = wanted_threshold
                     and n.superseded_by is null and n.group_by = '' and n.shared is not null
                     and n.site > sites.site
                   order by n.site limit 1)
            from sites where sites.site is not null
        ) select site from sites where site is not null
      ) one cross join lateral (
        select q.* from points q
         where q.deployment_id = sharing.id and q.version_id = wanted_version
           and q.measure = wanted_measure and q.threshold = wanted_threshold and q.site = one.site
           and q.superseded_by is null and q.group_by = '' and q.shared is not null
           and q.matures_on <= current_day()
         order by q.window_from desc, q.computed_at desc limit 1
      ) p
  $$;
comment on function shared_by_deployment(text) is 'The newest mature figures of a partner from business as usual, suppressed when they were stored; nothing held back';
comment on function shared_on_version(text, text, text) is 'The newest mature figure of one measure of each partner that runs a version, as shared_by_deployment';
reset role;
revoke execute on function shared_by_deployment(text), shared_on_version(text, text, text) from public;
grant execute on function shared_by_deployment(text), shared_on_version(text, text, text) to wardround_app;
