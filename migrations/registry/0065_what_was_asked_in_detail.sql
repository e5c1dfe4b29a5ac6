-- A signature and an acceptance keep what was asked in detail, so that another guided form, or other words
-- of the system, put them under review in the commit that brings them.
alter table signed_answers add column detail_digest text check (length(detail_digest) = 64);
alter table acceptances add column detail_digest text check (length(detail_digest) = 64);
comment on column signed_answers.detail_digest is 'SHA-256 of the guided form and the system''s own words as they were when it was signed; null before this was kept';
comment on column acceptances.detail_digest is 'SHA-256 of the guided form and the system''s own words, where it was accepted, as they were then; null before this was kept';
grant update (detail_digest) on acceptances to wardround_app;

-- Which system an organisation was last seen to follow: joining or leaving one changes what it is asked.
create table followed_systems (
  organisation_id text primary key references organisations (id),
  system_id text references organisations (id),
  noted_at timestamptz not null
);
comment on table followed_systems is 'The system whose agreed way an organisation was last seen to follow; no row where it never belonged to one';
call declare_table('followed_systems', 'tenant');
alter table organisations no force row level security;
alter table system_memberships no force row level security;
alter table followed_systems no force row level security;
insert into followed_systems (organisation_id, system_id, noted_at)
  select o.id, home_system(o.id), now() from organisations o
   where o.id in (select m.organisation_id from system_memberships m);
alter table followed_systems force row level security;
alter table system_memberships force row level security;
alter table organisations force row level security;

set role wardround_definer;
create function organisations_that_moved(wanted text) returns table (
  organisation_id text, organisation_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select o.id, o.name from organisations o
      left join followed_systems f on f.organisation_id = o.id
     where current_authority() in ('operator', 'job')
       and (wanted is null or o.id = wanted)
       and (f.organisation_id is not null or o.id in (select m.organisation_id from system_memberships m))
       and home_system(o.id) is distinct from f.system_id
     order by o.id limit 500
  $$;
comment on function organisations_that_moved(text) is 'Organisations that follow another system than was last seen, or the one that is named; only for jobs';
reset role;
revoke execute on function organisations_that_moved(text) from public;
grant execute on function organisations_that_moved(text) to wardround_app;
