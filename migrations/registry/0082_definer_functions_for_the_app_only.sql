-- Earlier migrations withdrew these functions from everybody as a role that did not own them, which
-- PostgreSQL answers with a warning and leaves as it was. Their owner does it here, for all of them. The
-- role that owns the tables keeps them: the queue of events reads with it.
set role wardround_definer;
do $$
declare
  one regprocedure;
begin
  for one in
    select p.oid::regprocedure from pg_proc p
     where p.prosecdef and p.proowner = 'wardround_definer'::regrole
  loop
    execute format('revoke execute on function %s from public', one);
    execute format('grant execute on function %s to wardround_app, %I', one, session_user);
  end loop;
end
$$;
reset role;
