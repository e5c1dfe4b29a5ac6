-- A stop that was called stays called when the use ceases, until somebody says that it is off. While it
-- runs its state says so to partners; once it has ceased only this does: ids, and neither reason nor name.
set role wardround_definer;
create function ceased_not_off() returns setof text
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select d.id from deployments d join stops s on s.deployment_id = d.id and s.confirmed_at is null
     where d.state = 'ceased'
       and (d.organisation_id = current_organisation()
         or (not d.held_back and d.organisation_id in (select partner_organisations())))
  $$;
comment on function ceased_not_off() is 'Uses that ceased while a stop was called which nobody has confirmed; one''s own and those partners share; ids only';
revoke execute on function ceased_not_off() from public;
grant execute on function ceased_not_off() to wardround_app;
reset role;
