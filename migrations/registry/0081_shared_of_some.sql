-- What partners share of a measure, of so many deployments at most: a page about one deployment shows a
-- few others and leads to the page that compares all.
set role wardround_definer;
drop function shared_on_version(text, text, text);
create function shared_on_version(wanted_version text, wanted_measure text, wanted_threshold text, most integer) returns table (
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
       order by o.name, d.id limit most
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
comment on function shared_on_version(text, text, text, integer) is 'The newest mature figure of one measure of each partner that runs a version, at most of so many deployments in the order of their names; as shared_by_deployment';
reset role;
revoke execute on function shared_on_version(text, text, text, integer) from public;
grant execute on function shared_on_version(text, text, text, integer) to wardround_app;
