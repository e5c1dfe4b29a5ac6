-- An organisation that somebody named stands twice once a national file lists it. Whoever keeps it says that
-- the listed one is the same: it takes over the code and the facts, and the listed row goes, which the foreign
-- keys allow only while nothing hangs on it. What went is kept here, so that it can be put back.
create table listed_doubles (
  id text primary key,
  organisation_id text not null references organisations (id),
  listed_id text not null,
  listed_name text not null,
  listed_code text not null,
  is_same boolean not null,
  said_by text not null,
  said_at timestamptz not null,
  before jsonb,
  listed jsonb,
  moved_proposals text[] not null default '{}',
  revision_after integer,
  taken_back_by text,
  taken_back_at timestamptz,
  check (not is_same or (before is not null and listed is not null and revision_after is not null)),
  check ((taken_back_by is null) = (taken_back_at is null))
);
comment on table listed_doubles is 'What was said of an organisation that somebody named and one that a national file lists: the same, or another';
create unique index listed_doubles_open on listed_doubles (organisation_id, listed_id) where taken_back_at is null;
comment on index listed_doubles_open is 'conflict: Somebody has already said whether this is the same organisation.';
call declare_table('listed_doubles', 'reference');
drop policy add on listed_doubles;
create policy add on listed_doubles for insert to wardround_app with check (
  (select current_authority()) = 'operator' or organisation_id = (select current_organisation()));
drop policy change on listed_doubles;
create policy change on listed_doubles for update to wardround_app
  using ((select current_authority()) = 'operator' or organisation_id = (select current_organisation()))
  with check ((select current_authority()) = 'operator' or organisation_id = (select current_organisation()));

-- What an organisation may open of others follows from its kind, so none makes itself another's kind: only
-- between kinds of NHS body. An operator, who takes organisations in, may.
create function keep_kind() returns trigger language plpgsql set search_path = public, pg_temp as $$
  begin
    if current_user = 'wardround_app' and new.kind <> old.kind
      and coalesce(current_authority(), '') not in ('operator', 'job')
      and not (array[old.kind, new.kind] <@ array['trust', 'gp-practice', 'other-nhs']) then
      raise insufficient_privilege using message = 'Only an operator may change what kind of organisation this is.';
    end if;
    return new;
  end $$;
create trigger keep_kind before update of kind on organisations for each row execute function keep_kind();

grant update, delete, insert on organisations to wardround_definer;
grant update on system_membership_proposals to wardround_definer;

set role wardround_definer;
create function take_out_listed(wanted text, by_organisation text) returns text[]
  language plpgsql volatile security definer set search_path = public, pg_temp
  as $$
  declare moved text[];
  begin
    if current_authority() is distinct from 'operator' and by_organisation is distinct from current_organisation() then
      return null;
    end if;
    perform 1 from organisations h where h.id = by_organisation and h.ods_code is null for update;
    if not found then return null; end if;
    with gone as (
      update system_membership_proposals p set organisation_id = by_organisation
       where p.organisation_id = wanted and p.decided_at is null
         and not exists (select 1 from system_memberships m where m.organisation_id = by_organisation
           and m.system_id = p.system_id and m.member_until is null)
         and not exists (select 1 from system_membership_proposals o where o.organisation_id = by_organisation
           and o.system_id = p.system_id and o.decided_at is null)
      returning p.id)
    select coalesce(array_agg(id), '{}') into moved from gone;
    delete from organisations l where l.id = wanted and l.ods_code is not null and l.source <> 'Named by somebody who looked for it';
    if not found then return null; end if;
    return moved;
  exception when foreign_key_violation then
    return null;
  end $$;
comment on function take_out_listed(text, text) is 'Takes a listed organisation that nothing hangs on out, for one without a code that is the same; open proposals of a system move along, and their ids are answered; null where it may not be';
revoke execute on function take_out_listed(text, text) from public;
grant execute on function take_out_listed(text, text) to wardround_app;

create function put_listed_back(wanted text) returns boolean
  language plpgsql volatile security definer set search_path = public, pg_temp
  as $$
  declare said listed_doubles;
  begin
    select d.* into said from listed_doubles d where d.id = wanted and d.is_same and d.taken_back_at is null
      and (current_authority() = 'operator' or d.organisation_id = current_organisation());
    if not found then return false; end if;
    insert into organisations select (jsonb_populate_record(null::organisations, said.listed)).*;
    update system_membership_proposals p set organisation_id = said.listed_id
     where p.id = any (said.moved_proposals) and p.organisation_id = said.organisation_id and p.decided_at is null;
    return true;
  end $$;
comment on function put_listed_back(text) is 'Puts back a listed organisation that was taken out, with the proposals of a system that still wait; for whoever keeps the organisation that took it over';
revoke execute on function put_listed_back(text) from public;
grant execute on function put_listed_back(text) to wardround_app;
reset role;
