-- Versions of the agreed way: what came with this installation, and the changes that a system proposes
-- to its own, opens to its partners' comments, and adopts. The last adopted is in force.

create table installed_versions (
  digest text primary key check (length(digest) = 64),
  version text not null,
  content jsonb not null,
  installed_at timestamptz not null
);
comment on table installed_versions is 'National versions that came with a release of this installation; a system follows the first until it adopts another';
call declare_table('installed_versions', 'reference');
drop policy add on installed_versions;
create policy add on installed_versions for insert to wardround_app
  with check ((select current_authority()) in ('operator', 'job'));

create table way_proposals (
  id text primary key,
  organisation_id text not null references organisations (id),
  number integer not null,
  kind text not null check (kind in ('national', 'layer')),
  title text not null check (length(title) between 1 and 200),
  reason text not null check (length(reason) between 1 and 4000),
  national_content jsonb not null,
  national_version text not null,
  layer text not null check (length(layer) <= 262144),
  digest text not null check (length(digest) = 64),
  based_on text references way_proposals (id),
  comments_until date not null,
  group_name text not null check (length(group_name) between 1 and 200),
  group_members jsonb not null,
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'adopted', 'withdrawn')),
  settled_by_name text,
  settled_at timestamptz,
  settled_because text check (length(settled_because) between 1 and 4000),
  in_force_from date,
  check ((state = 'open') = (settled_at is null)),
  check ((state = 'adopted') = (in_force_from is not null))
);
comment on table way_proposals is 'A change to the agreed way of a system, with the whole of what would then be in force; adopted ones stay as its history';
comment on column way_proposals.based_on is 'The adopted change that was in force when this was proposed; a chain without branches';
comment on column way_proposals.group_members is 'The organisations of the group that adopts, as [{id, name}]';
create unique index way_proposals_number on way_proposals (organisation_id, number);
comment on index way_proposals_number is 'conflict: Somebody else proposed a change at the same time. Propose it again.';
create unique index way_proposals_one_successor on way_proposals (organisation_id, coalesce(based_on, '')) where state = 'adopted';
comment on index way_proposals_one_successor is 'conflict: Another change was adopted meanwhile, so this one says no longer what it would change. Propose it again.';
create index way_proposals_adopted on way_proposals (organisation_id, settled_at desc) where state = 'adopted';
call declare_table('way_proposals', 'tenant');
revoke update on way_proposals from wardround_app;
grant update (state, settled_by_name, settled_at, settled_because, in_force_from) on way_proposals to wardround_app;
create policy partners on way_proposals for select to wardround_app
  using (organisation_id in (select current_systems()));

set role wardround_definer;
create function way_in_force(wanted text, known text[]) returns table (
  system_id text, system_name text, proposal_id text, number integer, digest text, since date, national_content jsonb, layer text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with home as (
      select o.id, o.name from organisations o
       where o.id = home_system(wanted)
         and (wanted = current_organisation() or current_authority() in ('job', 'operator')
           or wanted in (select partner_organisations()))
    ), adopted as (
      select p.* from way_proposals p join home on home.id = p.organisation_id
       where p.state = 'adopted' order by p.settled_at desc, p.number desc limit 1
    ), installed as (
      select i.digest, i.content from installed_versions i order by i.installed_at, i.digest limit 1
    )
    select home.id, home.name, adopted.id, adopted.number, coalesce(adopted.digest, installed.digest), adopted.in_force_from,
        case when coalesce(adopted.digest, installed.digest) = any (known) then null
          else coalesce(adopted.national_content, installed.content) end,
        case when coalesce(adopted.digest, installed.digest) = any (known) then null
          else coalesce(adopted.layer, '') end
      from home left join adopted on true left join installed on true
  $$;
comment on function way_in_force(text, text[]) is 'What an organisation of one''s own system, or oneself, is assessed against; without the content of digests that are known';
reset role;
revoke execute on function way_in_force(text, text[]) from public;
grant execute on function way_in_force(text, text[]) to wardround_app;
