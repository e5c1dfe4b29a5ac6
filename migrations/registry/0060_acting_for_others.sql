-- A group's deployment covers other organisations, such as practices. The group states what it did,
-- each member says what differs there and signs as controller, and a second person signs. Each side
-- writes rows of its own only, and each reads the other's (docs/decisions/0012-acting-for-others.md).

create table deployment_members (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  member_id text not null references organisations (id),
  added_by text not null,
  added_by_name text not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  removed_by text,
  removed_by_name text,
  removed_reason text check (length(removed_reason) between 1 and 2000),
  constraint deployment_members_other check (member_id <> organisation_id)
);
comment on table deployment_members is 'The organisations that a group''s deployment covers';
comment on constraint deployment_members_other on deployment_members is 'invalid(memberId): Choose another organisation than your own.';
create unique index deployment_members_once on deployment_members (deployment_id, member_id) where removed_at is null;
comment on index deployment_members_once is 'conflict: This organisation is covered already.';
create index deployment_members_by_member on deployment_members (member_id) where removed_at is null;
call declare_table('deployment_members', 'tenant');
create policy member on deployment_members for select to wardround_app
  using (member_id = (select current_organisation()));

create policy members on deployments for select to wardround_app
  using (id in (select deployment_id from deployment_members
    where member_id = (select current_organisation()) and removed_at is null));

create table group_statements (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  words text not null check (length(words) between 1 and 4000),
  items jsonb not null,
  version_id text references versions (id),
  version_name text,
  stated_by text not null,
  stated_by_name text not null,
  role text not null,
  stated_on date not null,
  stated_at timestamptz not null
);
comment on table group_statements is 'What a group did for its members, as it stood: each requirement with who signed it; never changed, the newest counts';
create index group_statements_by_deployment on group_statements (deployment_id, id desc);
call declare_table('group_statements', 'tenant');
create policy member on group_statements for select to wardround_app
  using (deployment_id in (select deployment_id from deployment_members
    where member_id = (select current_organisation()) and removed_at is null));

create table member_confirmations (
  id text primary key,
  organisation_id text not null references organisations (id),
  group_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  statement_id text not null references group_statements (id),
  differences text not null check (length(differences) <= 4000),
  second_from text not null check (second_from in ('member', 'group')),
  signed_by text not null,
  signed_by_name text not null,
  role text not null,
  signed_on date not null,
  signed_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  ended_by_name text,
  ended_reason text check (length(ended_reason) between 1 and 2000)
);
comment on table member_confirmations is 'A member confirms what the group stated, says what differs and signs as controller';
comment on column member_confirmations.differences is 'Empty where the member says that nothing differs';
comment on column member_confirmations.second_from is 'Who signs second: another person of the member, or the group where the member has nobody else';
create unique index member_confirmations_open on member_confirmations (organisation_id, deployment_id) where ended_at is null;
comment on index member_confirmations_open is 'conflict: Somebody else confirmed this just now. Load the page again.';
create index member_confirmations_by_deployment on member_confirmations (deployment_id) where ended_at is null;
call declare_table('member_confirmations', 'tenant');
create policy of_group on member_confirmations for select to wardround_app
  using (group_id = (select current_organisation()));

create table member_second_signatures (
  confirmation_id text primary key references member_confirmations (id),
  organisation_id text not null references organisations (id),
  group_id text not null references organisations (id),
  member_id text not null references organisations (id),
  signed_by text not null,
  signed_by_name text not null,
  role text not null,
  signed_on date not null,
  signed_at timestamptz not null,
  constraint member_second_signatures_side check (organisation_id in (group_id, member_id))
);
comment on table member_second_signatures is 'The second person on a member''s confirmation, of the member or of the group';
comment on index member_second_signatures_pkey is 'conflict: This was signed a second time already.';
call declare_table('member_second_signatures', 'tenant');
create policy other_side on member_second_signatures for select to wardround_app
  using ((select current_organisation()) in (group_id, member_id));

-- An alert, a stop and a cease reach the members of a group's deployment as they reach whoever runs it.
set role wardround_definer;
create or replace function tell_recipients(wanted text, answer_due date) returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp
  as $$
  declare told integer;
  begin
    insert into alert_recipients
      (alert_id, organisation_id, recipient, part, deployment_id, held_back, needs_answer, told_at, due_on)
    select a.id, d.organisation_id, d.id, 'runs-it', d.id, d.held_back, a.notice = 'alert', a.issued_at, answer_due
      from alerts a join deployments d on d.version_id = a.version_id
     where a.id = wanted and a.issued_by_organisation_id = current_organisation() and d.state <> 'ceased'
       and (a.notice = 'alert' or d.organisation_id <> a.issued_by_organisation_id)
    union all
    select a.id, m.member_id, d.id, 'runs-it', d.id, d.held_back, a.notice = 'alert', a.issued_at, answer_due
      from alerts a join deployments d on d.version_id = a.version_id
      join deployment_members m on m.deployment_id = d.id and m.removed_at is null
     where a.id = wanted and a.issued_by_organisation_id = current_organisation()
       and (d.state <> 'ceased' or (a.notice = 'cease' and d.organisation_id = a.issued_by_organisation_id))
       and (a.notice = 'alert' or m.member_id <> a.issued_by_organisation_id)
    union all
    select a.id, p.supplier_id, p.supplier_id, 'supplier', null, false, a.notice = 'alert', a.issued_at, answer_due
      from alerts a join products p on p.id = a.product_id
     where a.id = wanted and a.issued_by_organisation_id = current_organisation()
    on conflict do nothing;
    get diagnostics told = row_count;
    return told;
  end $$;
reset role;
