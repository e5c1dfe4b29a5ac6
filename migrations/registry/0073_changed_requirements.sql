-- What a release brings is held against what was seen at the last start, so that going back to an
-- earlier release is noticed like going forward; and who has something on file for a requirement.
alter table installed_versions add column last_seen_at timestamptz;
comment on column installed_versions.last_seen_at is 'When a start last found this version where the one before had found another';
alter table installed_versions no force row level security;
update installed_versions set last_seen_at = installed_at;
alter table installed_versions force row level security;
drop policy change on installed_versions;
revoke update on installed_versions from wardround_app;
grant update (last_seen_at) on installed_versions to wardround_app;
create policy change on installed_versions for update to wardround_app
  using ((select current_authority()) in ('operator', 'job'))
  with check ((select current_authority()) in ('operator', 'job'));

set role wardround_definer;
create function organisations_asked(system text, wanted text[]) returns table (
  organisation_id text, organisation_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select o.id, o.name from organisations o
     where current_authority() in ('operator', 'job')
       and o.id in (
         select s.organisation_id from signed_answers s
          where s.superseded_at is null and s.requirement_id = any (wanted)
         union
         select a.organisation_id from acceptances a
          where a.ended_at is null and a.requirement_id = any (wanted))
       and home_system(o.id) is not distinct from system
     order by o.id
  $$;
comment on function organisations_asked(text, text[]) is 'Who of a system, or of none, has signed or accepted something for one of these requirements; only for jobs';
reset role;
revoke execute on function organisations_asked(text, text[]) from public;
grant execute on function organisations_asked(text, text[]) to wardround_app;
