-- People and the roles they hold, dated, in organisations; invitations; API keys.
-- Passwords, sessions, second factors and one-time links are sign-in's own (schema sign_in).

create table people (
  id text primary key,
  name text not null check (length(name) between 1 and 200),
  email text not null check (email = lower(email) and length(email) between 3 and 254),
  created_at timestamptz not null,
  deactivated_at timestamptz,
  revision integer not null default 1
);
create unique index people_email on people (email);
comment on index people_email is 'conflict(email): Somebody already has an account with this e-mail address.';

create table memberships (
  id text primary key,
  organisation_id text not null references organisations (id),
  person_id text not null references people (id),
  role text not null,
  held_from timestamptz not null,
  held_until timestamptz,
  given_by text not null,
  ended_by text
);
create unique index memberships_open on memberships (organisation_id, person_id, role) where held_until is null;
comment on index memberships_open is 'conflict: This person already holds that role here.';
create index memberships_by_person on memberships (person_id) where held_until is null;
call declare_table('memberships', 'tenant');
create policy mine on memberships for select to wardround_app using (person_id = (select current_actor()));

call declare_table('people', 'system');
grant select, insert, update on people to wardround_app;
create policy read on people for select to wardround_app using (
  id = (select current_actor())
  or (select current_authority()) in ('operator', 'job')
  or id in (select person_id from memberships where organisation_id = (select current_organisation())));
create policy add on people for insert to wardround_app
  with check (id = (select current_actor()) or (select current_authority()) in ('operator', 'job'));
create policy change on people for update to wardround_app using (
  id = (select current_actor())
  or (select current_authority()) in ('operator', 'job')
  or id in (select person_id from memberships where organisation_id = (select current_organisation())));

create table invitations (
  id text primary key,
  organisation_id text not null references organisations (id),
  email text not null check (email = lower(email)),
  name text not null,
  roles text[] not null check (cardinality(roles) between 1 and 12),
  token_hash text not null unique,
  invited_by text not null,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by text,
  withdrawn_at timestamptz
);
create index invitations_by_organisation on invitations (organisation_id, id);
call declare_table('invitations', 'tenant');

create table api_keys (
  id text primary key,
  organisation_id text not null references organisations (id),
  name text not null check (length(name) between 1 and 120),
  prefix text not null,
  key_hash text not null unique,
  scopes text[] not null,
  role text not null,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_on date,
  revoked_at timestamptz,
  revoked_by text
);
create index api_keys_by_organisation on api_keys (organisation_id, id);
call declare_table('api_keys', 'tenant');

set role wardround_definer;
create function memberships_of(wanted text) returns table (
  organisation_id text, organisation_name text, organisation_kind text, is_example boolean, role text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select m.organisation_id, o.name, o.kind, o.is_example, m.role
      from memberships m join people p on p.id = m.person_id join organisations o on o.id = m.organisation_id
     where m.person_id = wanted and m.held_until is null and p.deactivated_at is null
     order by o.name, m.organisation_id, m.role
  $$;
comment on function memberships_of(text) is 'The roles a person holds now, in every organisation; asked once a request, before an organisation is chosen';
create function invitation_by_token(hash text) returns table (
  id text, organisation_id text, organisation_name text, email text, name text, roles text[],
  expires_at timestamptz, accepted_at timestamptz, withdrawn_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select i.id, i.organisation_id, o.name, i.email, i.name, i.roles, i.expires_at, i.accepted_at, i.withdrawn_at
      from invitations i join organisations o on o.id = i.organisation_id
     where i.token_hash = hash
  $$;
create function api_key_by_hash(hash text) returns table (
  id text, organisation_id text, organisation_name text, name text, scopes text[], role text,
  expires_at timestamptz, revoked_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select k.id, k.organisation_id, o.name, k.name, k.scopes, k.role, k.expires_at, k.revoked_at
      from api_keys k join organisations o on o.id = k.organisation_id
     where k.key_hash = hash
  $$;
create function people_with_role(organisation text, wanted text[]) returns table (
  person_id text, name text, email text, role text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select p.id, p.name, p.email, m.role from memberships m join people p on p.id = m.person_id
     where m.organisation_id = organisation and m.role = any (wanted)
       and m.held_until is null and p.deactivated_at is null
       and ((select current_authority()) in ('operator', 'job') or organisation = current_organisation())
     order by p.name, p.id
  $$;
comment on function people_with_role(text, text[]) is 'Who holds one of these roles there; other organisations only for jobs, which tell people';
create function people_counts() returns table (members bigint, operators bigint)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select count(*), count(*) filter (where m.role = 'operator')
      from memberships m join people p on p.id = m.person_id
     where m.held_until is null and p.deactivated_at is null
  $$;
comment on function people_counts() is 'How many roles are held anywhere, and how many of them are operators: for the first organisation and the last operator';
reset role;
grant execute on function memberships_of(text), invitation_by_token(text), api_key_by_hash(text),
  people_with_role(text, text[]), people_counts() to wardround_app;
