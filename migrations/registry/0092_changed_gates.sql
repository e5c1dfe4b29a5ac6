-- A change of the agreed way may touch gates alone; whose running deployments stand before one is told.
set role wardround_definer;
create function organisations_before_gates(system text) returns table (
  organisation_id text, organisation_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select o.id, o.name from organisations o
     where current_authority() in ('operator', 'job')
       and o.id in (select d.organisation_id from deployments d where d.state = 'running')
       and home_system(o.id) is not distinct from system
     order by o.id
  $$;
comment on function organisations_before_gates(text) is 'Who of a system, or of none, has a running deployment, which stands before gates; only for jobs';
revoke execute on function organisations_before_gates(text) from public;
grant execute on function organisations_before_gates(text) to wardround_app;
reset role;
