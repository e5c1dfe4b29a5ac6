-- Who stands in for whom, and roles that somebody of another organisation holds under a recorded
-- arrangement. Both end by themselves: what a person may do is worked out from these rows each day.

create table deputies (
  id text primary key,
  organisation_id text not null references organisations (id),
  role text not null,
  principal_id text not null references people (id),
  principal_name text not null,
  deputy_id text not null references people (id),
  deputy_name text not null,
  first_day date not null,
  last_day date not null,
  reason text not null check (length(reason) between 1 and 2000),
  named_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  ended_by_name text,
  ended_reason text check (length(ended_reason) between 1 and 2000),
  check (last_day >= first_day),
  constraint deputies_somebody_else check (deputy_id <> principal_id)
);
comment on table deputies is 'Somebody who holds a role named somebody to stand in for them, from a day to a day';
comment on constraint deputies_somebody_else on deputies is 'invalid(deputyId): Choose somebody else.';
create unique index deputies_once on deputies (organisation_id, role, principal_id, deputy_id, first_day) where ended_at is null;
comment on index deputies_once is 'conflict: This deputy is named already.';
create index deputies_by_deputy on deputies (deputy_id, last_day) where ended_at is null;
create index deputies_by_organisation on deputies (organisation_id, last_day desc, id);
call declare_table('deputies', 'tenant');

create table role_offers (
  id text primary key,
  organisation_id text not null references organisations (id),
  host_id text not null references organisations (id),
  role text not null,
  person_id text not null references people (id),
  person_name text not null,
  basis text not null check (length(basis) between 1 and 2000),
  first_day date not null,
  last_day date not null,
  offered_by text not null,
  offered_by_name text not null,
  offered_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  ended_by_name text,
  ended_reason text check (length(ended_reason) between 1 and 2000),
  check (last_day >= first_day),
  constraint role_offers_elsewhere check (host_id <> organisation_id)
);
comment on table role_offers is 'An organisation lets one of its people hold a role at another, the host; nothing follows until the host confirms';
comment on constraint role_offers_elsewhere on role_offers is 'invalid(hostId): Choose another organisation than your own.';
create unique index role_offers_once on role_offers (host_id, role, person_id) where ended_at is null;
comment on index role_offers_once is 'conflict: There is an arrangement for this person and role there already. End it first.';
create index role_offers_by_organisation on role_offers (organisation_id, id);
create index role_offers_by_person on role_offers (person_id) where ended_at is null;
call declare_table('role_offers', 'tenant');
create policy host on role_offers for select to wardround_app
  using (host_id = (select current_organisation()));

create table role_confirmations (
  offer_id text primary key references role_offers (id),
  organisation_id text not null references organisations (id),
  confirmed_by text not null,
  confirmed_by_name text not null,
  confirmed_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  ended_by_name text,
  ended_reason text check (length(ended_reason) between 1 and 2000)
);
comment on table role_confirmations is 'The host confirms an arrangement; a row of its own, so that neither side can write for the other';
comment on index role_confirmations_pkey is 'conflict: This arrangement was confirmed already.';
create index role_confirmations_by_organisation on role_confirmations (organisation_id);
call declare_table('role_confirmations', 'tenant');
create policy provider on role_confirmations for select to wardround_app
  using (offer_id in (select id from role_offers where organisation_id = (select current_organisation())));

set role wardround_definer;
create function roles_stood_in() returns table (
  person_id text, organisation_id text, role text, on_behalf_of text, on_behalf_of_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select d.deputy_id, d.organisation_id, d.role, d.principal_id, d.principal_name
      from deputies d
      join memberships pm on pm.organisation_id = d.organisation_id and pm.person_id = d.principal_id
        and pm.role = d.role and pm.held_until is null
      join people principal on principal.id = d.principal_id and principal.deactivated_at is null
     where d.ended_at is null and current_day() between d.first_day and d.last_day
       and exists (select 1 from memberships m where m.organisation_id = d.organisation_id
         and m.person_id = d.deputy_id and m.held_until is null)
    union all
    select o.person_id, o.host_id, o.role, null, null
      from role_offers o
      join role_confirmations c on c.offer_id = o.id and c.organisation_id = o.host_id and c.ended_at is null
     where o.ended_at is null and current_day() between o.first_day and o.last_day
       and exists (select 1 from memberships m where m.organisation_id = o.organisation_id
         and m.person_id = o.person_id and m.held_until is null)
  $$;
comment on function roles_stood_in() is 'Roles held today as a deputy, or at another organisation by arrangement; only for the two functions below';
revoke execute on function roles_stood_in() from public;

drop function memberships_of(text);
create function memberships_of(wanted text) returns table (
  organisation_id text, organisation_name text, organisation_kind text, is_example boolean, role text,
  on_behalf_of text, on_behalf_of_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select o.id, o.name, o.kind, o.is_example, held.role, held.on_behalf_of, held.on_behalf_of_name
      from (
        select organisation_id, role, null::text as on_behalf_of, null::text as on_behalf_of_name
          from memberships where person_id = wanted and held_until is null
        union all
        select organisation_id, role, on_behalf_of, on_behalf_of_name from roles_stood_in() where person_id = wanted
      ) held
      join people p on p.id = wanted and p.deactivated_at is null
      join organisations o on o.id = held.organisation_id
     order by o.name, o.id, held.role, held.on_behalf_of nulls first
  $$;
comment on function memberships_of(text) is 'The roles a person holds today, in every organisation, their own and those they stand in for; asked once a request, before an organisation is chosen';
create or replace function people_with_role(organisation text, wanted text[]) returns table (
  person_id text, name text, email text, role text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select p.id, p.name, p.email, held.role
      from (
        select person_id, role from memberships
         where organisation_id = organisation and held_until is null
        union
        select person_id, role from roles_stood_in() where organisation_id = organisation
      ) held
      join people p on p.id = held.person_id and p.deactivated_at is null
     where held.role = any (wanted)
       and ((select current_authority()) in ('operator', 'job') or organisation = current_organisation())
     order by p.name, p.id
  $$;
comment on function people_with_role(text, text[]) is 'Who holds one of these roles there today, deputies and people of elsewhere too; other organisations only for jobs, which tell people';
reset role;
grant execute on function memberships_of(text) to wardround_app;
