-- Collaborations: an agreement between parties, what belongs to it, and, where it is under a charter,
-- what was said to each of the four tests and every breach that was noticed. Nothing is deleted.

create table collaborations (
  id text primary key,
  organisation_id text not null references organisations (id),
  name text not null check (length(name) between 1 and 200),
  purpose text not null check (length(purpose) between 1 and 4000),
  under_charter boolean not null,
  term_from date not null,
  term_until date,
  review_due date not null,
  wording integer not null default 1,
  ended_on date,
  end_reason text check (length(end_reason) <= 2000),
  ended_by_name text,
  set_up_by text not null,
  set_up_by_name text not null,
  set_up_at timestamptz not null,
  changed_at timestamptz not null,
  revision integer not null default 1,
  constraint collaborations_term check (term_until is null or term_until >= term_from),
  constraint collaborations_end check ((ended_on is null) = (end_reason is null))
);
comment on constraint collaborations_term on collaborations is 'invalid(termUntil): Enter an end that is not before its start.';
comment on column collaborations.organisation_id is 'The organisation that leads it: it set it up, edits it and asks parties';
comment on column collaborations.wording is 'Counts what was signed: name, purpose, term or charter; a change wants new signatures';
create unique index collaborations_by_name on collaborations (organisation_id, lower(name)) where ended_on is null;
comment on index collaborations_by_name is 'conflict: Your organisation already leads a collaboration with that name.';
create index collaborations_by_review on collaborations (organisation_id, review_due) where ended_on is null;
call declare_table('collaborations', 'tenant');

create table collaboration_parties (
  id text primary key,
  collaboration_id text not null references collaborations (id),
  organisation_id text not null references organisations (id),
  state text not null check (state in ('invited', 'agreed', 'declined', 'left')),
  invited_by_name text not null,
  invited_at timestamptz not null,
  answered_by_name text,
  answered_at timestamptz,
  left_at timestamptz,
  left_by_name text,
  left_reason text check (length(left_reason) <= 2000)
);
create unique index collaboration_parties_open on collaboration_parties (collaboration_id, organisation_id) where state in ('invited', 'agreed');
comment on index collaboration_parties_open is 'conflict: This organisation is a party already, or has been asked to be one.';
create index collaboration_parties_by_organisation on collaboration_parties (organisation_id, state);
call declare_table('collaboration_parties', 'tenant');
-- Rows are only made by invite_party; a party answers for itself, and what is over stays as it is.
drop policy own on collaboration_parties;
revoke insert, update on collaboration_parties from wardround_app;
grant update (state, answered_by_name, answered_at) on collaboration_parties to wardround_app;
grant insert, update on collaboration_parties to wardround_definer;
create policy own on collaboration_parties for select to wardround_app
  using (organisation_id = (select current_organisation()));
create policy answer on collaboration_parties for update to wardround_app
  using (organisation_id = (select current_organisation()) and state = 'invited')
  with check (organisation_id = (select current_organisation()) and state in ('agreed', 'declined'));

create table collaboration_signatures (
  id text primary key,
  collaboration_id text not null references collaborations (id),
  organisation_id text not null references organisations (id),
  wording integer not null,
  signed_by text not null,
  signed_by_name text not null,
  role text not null,
  signed_at timestamptz not null
);
create unique index collaboration_signatures_once on collaboration_signatures (collaboration_id, organisation_id, wording);
comment on index collaboration_signatures_once is 'conflict: Your organisation has signed this already.';
call declare_table('collaboration_signatures', 'tenant');
revoke update on collaboration_signatures from wardround_app;

create table collaboration_entries (
  id text primary key,
  collaboration_id text not null references collaborations (id),
  organisation_id text not null references organisations (id),
  opportunity_id text references opportunities (id),
  deployment_id text references deployments (id),
  title text not null check (length(title) between 1 and 420),
  entered_by_name text not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  left_by_name text,
  left_reason text check (length(left_reason) <= 2000),
  check (num_nonnulls(opportunity_id, deployment_id) > 0)
);
comment on table collaboration_entries is 'The deployments and opportunities that belong to a collaboration, and those that did';
comment on column collaboration_entries.deployment_id is 'Set beside the opportunity when that becomes a deployment: it stays where it belongs';
create unique index collaboration_entries_deployment on collaboration_entries (deployment_id) where left_at is null;
comment on index collaboration_entries_deployment is 'conflict: This belongs to a collaboration already. Take it out there first.';
create unique index collaboration_entries_opportunity on collaboration_entries (opportunity_id) where left_at is null;
comment on index collaboration_entries_opportunity is 'conflict: This belongs to a collaboration already. Take it out there first.';
create index collaboration_entries_by_collaboration on collaboration_entries (collaboration_id, id);
call declare_table('collaboration_entries', 'tenant');
revoke update on collaboration_entries from wardround_app;
grant update (deployment_id, left_at, left_by_name, left_reason) on collaboration_entries to wardround_app;
grant update on collaboration_entries to wardround_definer;

create table charter_answers (
  id text primary key,
  organisation_id text not null references organisations (id),
  entry_id text not null references collaboration_entries (id),
  test text not null,
  answer text not null,
  controller_id text references organisations (id),
  reason text not null default '' check (length(reason) <= 2000),
  said_by text not null,
  said_by_name text not null,
  said_by_role text not null,
  said_at timestamptz not null,
  check ((test = 'C1' and answer in ('non-clinical', 'clinical'))
    or (test = 'C2' and answer = 'controller')
    or (test = 'C3' and answer in ('synthetic', 'anonymised-aggregate', 'none', 'personal'))
    or (test = 'C4' and answer in ('not-medical', 'medical'))),
  check ((test = 'C2') = (controller_id is not null)),
  constraint charter_answers_reason check (answer not in ('clinical', 'not-medical') or reason <> '')
);
comment on table charter_answers is 'Every telling of a charter test, the newest counts; who said so, in which role and when stay';
comment on constraint charter_answers_reason on charter_answers is 'invalid(reason): Enter the reason.';
create index charter_answers_by_entry on charter_answers (entry_id, test, id desc);
call declare_table('charter_answers', 'tenant');
revoke update on charter_answers from wardround_app;

create table charter_breaches (
  id text primary key,
  organisation_id text not null references organisations (id),
  entry_id text not null references collaboration_entries (id),
  test text not null check (test in ('C1', 'C2', 'C3', 'C4')),
  because text not null check (length(because) between 1 and 4000),
  noticed_at timestamptz not null,
  ended_at timestamptz
);
comment on table charter_breaches is 'When a charter test of something under a charter was seen to fail, and when it passed again or left';
create unique index charter_breaches_open on charter_breaches (entry_id, test) where ended_at is null;
comment on index charter_breaches_open is 'conflict: Somebody else noticed this breach just now.';
create index charter_breaches_by_organisation on charter_breaches (organisation_id) where ended_at is null;
call declare_table('charter_breaches', 'tenant');
revoke update on charter_breaches from wardround_app;
grant update (ended_at) on charter_breaches to wardround_app;
grant update on charter_breaches to wardround_definer;

set role wardround_definer;
create function collaborations_known() returns setof text
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select collaboration_id from collaboration_parties
     where organisation_id = current_organisation() and state in ('invited', 'agreed')
  $$;
comment on function collaborations_known() is 'Collaborations that the current organisation is a party of, or was asked to be';

create function collaborations_joined() returns setof text
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select collaboration_id from collaboration_parties
     where organisation_id = current_organisation() and state = 'agreed'
  $$;
comment on function collaborations_joined() is 'Collaborations that the current organisation has agreed to be a party of';

create function collaborations_open() returns setof text
  language sql stable security definer set search_path = public, pg_temp
  as $$ select id from collaborations where ended_on is null and id in (select collaborations_joined()) $$;
comment on function collaborations_open() is 'Of those joined, the ones that have not ended';

create function invite_party(new_id text, wanted text, party text, as_state text, by_name text, at timestamptz) returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp
  as $$
  declare made integer;
  begin
    insert into collaboration_parties (id, collaboration_id, organisation_id, state, invited_by_name, invited_at, answered_by_name, answered_at)
    select new_id, c.id, party, as_state, by_name, at,
        case when as_state = 'agreed' then by_name end, case when as_state = 'agreed' then at end
      from collaborations c
     where c.id = wanted and c.organisation_id = current_organisation() and c.ended_on is null
       and (as_state = 'invited' or (as_state = 'agreed' and party = current_organisation()));
    get diagnostics made = row_count;
    return made;
  end $$;
comment on function invite_party(text, text, text, text, text, timestamptz) is 'Asks an organisation into a collaboration that the current organisation leads; only the leader itself may enter as agreed';

create function part_from_collaboration(wanted text, party text, by_name text, why text, at timestamptz) returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp
  as $$
  declare parted integer;
  begin
    update collaboration_parties p set state = 'left', left_at = at, left_by_name = by_name, left_reason = why
      from collaborations c
     where c.id = wanted and p.collaboration_id = c.id and p.organisation_id = party and p.state in ('invited', 'agreed')
       and c.ended_on is null and party <> c.organisation_id
       and current_organisation() in (party, c.organisation_id);
    get diagnostics parted = row_count;
    if parted > 0 then
      update charter_breaches b set ended_at = at from collaboration_entries e
       where b.entry_id = e.id and e.collaboration_id = wanted and e.organisation_id = party and b.ended_at is null;
      update collaboration_entries e set left_at = at, left_by_name = by_name, left_reason = why
       where e.collaboration_id = wanted and e.organisation_id = party and e.left_at is null;
    end if;
    return parted;
  end $$;
comment on function part_from_collaboration(text, text, text, text, timestamptz) is 'A party leaves, or the leader takes it out: what it brought leaves with it, and its rows stay';

create function close_collaboration(wanted text, by_name text, why text, at timestamptz) returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp
  as $$
  declare closed integer;
  begin
    if not exists (select 1 from collaborations c where c.id = wanted and c.organisation_id = current_organisation() and c.ended_on is not null)
    then return 0; end if;
    update charter_breaches b set ended_at = at from collaboration_entries e
     where b.entry_id = e.id and e.collaboration_id = wanted and b.ended_at is null;
    update collaboration_entries e set left_at = at, left_by_name = by_name, left_reason = why
     where e.collaboration_id = wanted and e.left_at is null;
    get diagnostics closed = row_count;
    return closed;
  end $$;
comment on function close_collaboration(text, text, text, timestamptz) is 'What belongs to an ended collaboration that the current organisation leads leaves it, whosever it is';

create function entries_seen(wanted text) returns table (
  id text, collaboration_id text, organisation_id text, organisation_name text, opportunity_id text, deployment_id text,
  title text, stage text, state text, clinical text, medical_device text, personal_data text,
  entered_by_name text, entered_at timestamptz, left_at timestamptz, left_by_name text, left_reason text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select e.id, e.collaboration_id, e.organisation_id, o.name, e.opportunity_id, e.deployment_id, e.title,
        coalesce(d.stage, 'opportunity'), coalesce(d.state, p.state),
        case when d.id is not null then case d.facts ->> 'clinical' when 'true' then 'yes' when 'false' then 'no' end
          when p.is_clinical <> 'not-answered' then p.is_clinical end,
        case d.facts ->> 'medicalDevice' when 'true' then 'yes' when 'false' then 'no' end,
        case d.facts ->> 'personalData' when 'true' then 'yes' when 'false' then 'no' end,
        e.entered_by_name, e.entered_at, e.left_at, e.left_by_name, e.left_reason
      from collaboration_entries e
      join organisations o on o.id = e.organisation_id
      left join deployments d on d.id = e.deployment_id
      left join opportunities p on p.id = e.opportunity_id
     where wanted in (e.id, e.collaboration_id)
       and (e.organisation_id = current_organisation() or e.collaboration_id in (select collaborations_joined()))
     order by e.id
  $$;
comment on function entries_seen(text) is 'What belongs to a collaboration, or one entry, with what the charter tests need of it, for the parties, whatever else is shared';

create function organisations_under_charter() returns table (organisation_id text, organisation_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select distinct o.id, o.name
      from collaboration_entries e join collaborations c on c.id = e.collaboration_id and c.under_charter
      join organisations o on o.id = e.organisation_id
     where current_authority() in ('operator', 'job') and e.left_at is null
     order by o.id
  $$;
comment on function organisations_under_charter() is 'Who has something under a charter; only for jobs, which look whether its tests still pass';

create function parties_to_tell(wanted text) returns table (organisation_id text, organisation_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select o.id, o.name from collaboration_parties p join organisations o on o.id = p.organisation_id
     where current_authority() in ('operator', 'job') and p.collaboration_id = wanted and p.state = 'agreed'
     order by o.id
  $$;
comment on function parties_to_tell(text) is 'The parties to write to about a collaboration; only for jobs';
reset role;

create policy parties on collaborations for select to wardround_app
  using (id in (select collaborations_known()));
create policy parties on collaboration_parties for select to wardround_app
  using (collaboration_id in (select collaborations_known()));
create policy parties on collaboration_signatures for select to wardround_app
  using (collaboration_id in (select collaborations_known()));
create policy joined on collaboration_signatures as restrictive for insert to wardround_app
  with check (collaboration_id in (select collaborations_open()));
create policy parties on collaboration_entries for select to wardround_app
  using (collaboration_id in (select collaborations_joined()));
create policy joined on collaboration_entries as restrictive for insert to wardround_app
  with check (collaboration_id in (select collaborations_open())
    and (deployment_id is null or exists (select 1 from deployments d where d.id = deployment_id and d.organisation_id = (select current_organisation())))
    and (opportunity_id is null or exists (select 1 from opportunities p where p.id = opportunity_id and p.organisation_id = (select current_organisation()))));
create policy parties on charter_answers for select to wardround_app
  using (entry_id in (select id from collaboration_entries where collaboration_id in (select collaborations_joined())));
create policy parties on charter_breaches for select to wardround_app
  using (entry_id in (select id from collaboration_entries where collaboration_id in (select collaborations_joined())));

revoke execute on function collaborations_known(), collaborations_joined(), collaborations_open(),
  invite_party(text, text, text, text, text, timestamptz), part_from_collaboration(text, text, text, text, timestamptz),
  close_collaboration(text, text, text, timestamptz), entries_seen(text), organisations_under_charter(), parties_to_tell(text) from public;
grant execute on function collaborations_known(), collaborations_joined(), collaborations_open(),
  invite_party(text, text, text, text, text, timestamptz), part_from_collaboration(text, text, text, text, timestamptz),
  close_collaboration(text, text, text, timestamptz), entries_seen(text), organisations_under_charter(), parties_to_tell(text) to wardround_app;
