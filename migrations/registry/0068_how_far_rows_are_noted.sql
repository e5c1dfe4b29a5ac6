-- How far the rows of every deployment were noted, so that one pass over the events tells which changed.
set role wardround_definer;
create function rows_noted() returns table (deployment_id text, noted_until bigint)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select p.deployment_id, p.noted_until from intake_progress p
     where current_authority() in ('operator', 'job')
  $$;
comment on function rows_noted() is 'Order of arrival up to which touched windows were noted, of every deployment; only for jobs';
reset role;
revoke execute on function rows_noted() from public;
grant execute on function rows_noted() to wardround_app;
