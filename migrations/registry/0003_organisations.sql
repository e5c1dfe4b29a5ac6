-- Organisations are dated, nested and succeed one another; belonging to a system (an integrated care
-- board's area) is a dated record of its own that an import proposes and a person confirms.

create table organisations (
  id text primary key,
  ods_code text,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('trust', 'icb', 'sub-icb', 'ccg', 'gp-practice', 'other-nhs', 'supplier', 'partner')),
  region_code text,
  file_icb_code text,
  sub_icb_code text,
  address text,
  postcode text,
  opened date,
  closed date,
  source text not null,
  source_date date,
  parent_id text references organisations (id),
  is_example boolean not null default false,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  revision integer not null default 1
);
create unique index organisations_ods_code on organisations (ods_code);
comment on index organisations_ods_code is 'conflict: An organisation with this ODS code is already listed.';
create index organisations_by_name on organisations (lower(name), id);
comment on column organisations.file_icb_code is 'Integrated care board of the head office, as the national file says it; not membership of a system';
comment on column organisations.address is 'Lines separated by line breaks, without the postcode';
call declare_table('organisations', 'reference');
drop policy add on organisations;
create policy add on organisations for insert to wardround_app with check (
  (select current_authority()) in ('operator', 'job')
  or (kind = 'supplier' and (select current_actor()) is not null));
drop policy change on organisations;
create policy change on organisations for update to wardround_app
  using ((select current_authority()) in ('operator', 'job') or id = (select current_organisation()))
  with check ((select current_authority()) in ('operator', 'job') or id = (select current_organisation()));

create table organisation_successions (
  predecessor_id text not null references organisations (id),
  successor_id text not null references organisations (id),
  kind text not null check (kind in ('merger', 'split', 'acquisition', 'rename')),
  effective date not null,
  source text not null,
  rights_confirmed_by text,
  rights_confirmed_at timestamptz,
  primary key (predecessor_id, successor_id)
);
call declare_table('organisation_successions', 'reference');
drop policy add on organisation_successions;
create policy add on organisation_successions for insert to wardround_app with check (
  (select current_authority()) in ('operator', 'job'));
drop policy change on organisation_successions;
create policy change on organisation_successions for update to wardround_app
  using ((select current_authority()) = 'operator' or successor_id = (select current_organisation()))
  with check ((select current_authority()) = 'operator' or successor_id = (select current_organisation()));

create table system_memberships (
  id text primary key,
  organisation_id text not null references organisations (id),
  system_id text not null references organisations (id),
  member_from date not null,
  member_until date,
  confirmed_by text not null,
  confirmed_at timestamptz not null,
  source text not null,
  check (member_until is null or member_until >= member_from)
);
create unique index system_memberships_open on system_memberships (organisation_id, system_id) where member_until is null;
comment on index system_memberships_open is 'conflict: This organisation already belongs to that system.';
create index system_memberships_by_system on system_memberships (system_id, organisation_id);
call declare_table('system_memberships', 'reference');
drop policy add on system_memberships;
create policy add on system_memberships for insert to wardround_app with check (
  (select current_authority()) in ('operator', 'job') or organisation_id = (select current_organisation()));
drop policy change on system_memberships;
create policy change on system_memberships for update to wardround_app
  using ((select current_authority()) in ('operator', 'job') or organisation_id = (select current_organisation()))
  with check ((select current_authority()) in ('operator', 'job') or organisation_id = (select current_organisation()));

create table system_membership_proposals (
  id text primary key,
  organisation_id text not null references organisations (id),
  system_id text not null references organisations (id),
  reason text not null,
  proposed_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  accepted boolean
);
create unique index system_membership_proposals_open on system_membership_proposals (organisation_id, system_id) where decided_at is null;
comment on table system_membership_proposals is 'What an import thinks a membership should be; a person accepts or refuses it';
call declare_table('system_membership_proposals', 'reference');
drop policy change on system_membership_proposals;
create policy change on system_membership_proposals for update to wardround_app
  using ((select current_authority()) = 'operator' or organisation_id = (select current_organisation()))
  with check ((select current_authority()) = 'operator' or organisation_id = (select current_organisation()));

create table sites (
  id text primary key,
  organisation_id text not null references organisations (id),
  name text not null check (length(name) between 1 and 200),
  code text,
  created_at timestamptz not null,
  closed date
);
create unique index sites_by_name on sites (organisation_id, lower(name));
comment on index sites_by_name is 'conflict: This organisation already has a site with that name.';
call declare_table('sites', 'shared-read');

-- Partners are the NHS organisations of the same system; suppliers belong to none.
set role wardround_definer;
create function current_systems() returns setof text
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select system_id from system_memberships
     where organisation_id = current_organisation()
       and member_from <= current_day() and (member_until is null or member_until > current_day())
    union
    select id from organisations where id = current_organisation() and kind = 'icb'
  $$;
create function partner_organisations() returns setof text
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select organisation_id from system_memberships
     where system_id in (select current_systems())
       and member_from <= current_day() and (member_until is null or member_until > current_day())
    union
    select current_systems()
  $$;
comment on function partner_organisations() is 'The organisations of the systems that the current organisation belongs to today, itself included';
reset role;
grant execute on function current_systems(), partner_organisations() to wardround_app;
