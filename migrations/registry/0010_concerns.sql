-- Concerns (anybody's report that something may be wrong) belong to their organisation alone. Alerts
-- go to everyone who runs the affected version and never hold a concern's words; who was told, and
-- what they answered, stands in rows that belong to the one who was told.

create table alerts (
  id text primary key,
  issued_by_organisation_id text not null references organisations (id),
  issued_by_role text not null,
  notice text not null check (notice in ('alert', 'stop', 'cease')),
  cause text not null,
  severity text not null check (severity in ('serious', 'information')),
  kind text not null check (length(kind) <= 60),
  product_id text not null references products (id),
  version_id text not null references versions (id),
  use_case text not null check (length(use_case) <= 200),
  contact_role text not null,
  issued_at timestamptz not null,
  stood_down_at timestamptz,
  stood_down_reason text check (length(stood_down_reason) <= 2000)
);
comment on column alerts.cause is 'What it was issued for, so that nothing is told twice: concern, stop, cease or an act of a system AI lead';
create unique index alerts_once on alerts (issued_by_organisation_id, cause);
comment on index alerts_once is 'conflict: Everybody has already been told of this.';
create index alerts_by_product on alerts (product_id, id desc);
call declare_table('alerts', 'tenant', 'issued_by_organisation_id');

create table alert_recipients (
  alert_id text not null references alerts (id),
  organisation_id text not null references organisations (id),
  recipient text not null,
  part text not null check (part in ('runs-it', 'supplier')),
  deployment_id text references deployments (id),
  held_back boolean not null,
  needs_answer boolean not null,
  told_at timestamptz not null,
  due_on date not null,
  state text not null default 'told' check (state in ('told', 'acknowledged', 'action-required', 'action-not-required', 'complete')),
  acknowledged_at timestamptz,
  acknowledged_by_role text,
  answered_at timestamptz,
  answered_by_role text,
  answer_reason text check (length(answer_reason) <= 2000),
  completed_at timestamptz,
  completed_by_role text,
  primary key (alert_id, organisation_id, recipient)
);
comment on column alert_recipients.recipient is 'The deployment, or the supplier organisation';
comment on table alert_recipients is 'Who was told of an alert and what they answered; people stand here by role only, by name in the audit trail of their own organisation';
create index alert_recipients_open on alert_recipients (organisation_id, due_on)
  where state in ('told', 'acknowledged', 'action-required');
create index alert_recipients_by_deployment on alert_recipients (deployment_id);
create index alert_recipients_overdue on alert_recipients (due_on) where state = 'told';
call declare_table('alert_recipients', 'tenant');
-- Rows are only made by tell_recipients, and only the answer in them changes.
revoke insert, update on alert_recipients from wardround_app;
grant update (state, acknowledged_at, acknowledged_by_role, answered_at, answered_by_role,
  answer_reason, completed_at, completed_by_role) on alert_recipients to wardround_app;
grant insert on alert_recipients to wardround_definer;
create policy partners on alert_recipients for select to wardround_app
  using (not held_back and organisation_id in (select partner_organisations()));

create table concerns (
  id text primary key,
  organisation_id text not null references organisations (id),
  reference text not null,
  deployment_id text references deployments (id),
  tool text not null default '' check (length(tool) <= 200),
  what_happened text not null check (length(what_happened) between 1 and 4000),
  noticed_on date,
  harm text not null check (harm in ('not-answered', 'no', 'not-sure', 'minor', 'serious')),
  still_happening text not null check (still_happening in ('not-answered', 'yes', 'no', 'not-sure')),
  origin text not null check (origin in ('staff', 'public', 'signal')),
  signal_id text references signals (id),
  raised_by text,
  raised_by_name text,
  raised_at timestamptz not null,
  acknowledge_by date not null,
  triage_by date not null,
  acknowledged_at timestamptz,
  acknowledged_by_name text,
  state text not null default 'reported' check (state in ('reported', 'triaged', 'closed')),
  severity text check (severity in ('not-serious', 'serious')),
  kind text check (length(kind) <= 60),
  version_id text references versions (id),
  triaged_at timestamptz,
  triaged_by_name text,
  alert_id text references alerts (id),
  outcome text check (length(outcome) <= 4000),
  closed_at timestamptz,
  redacted_at timestamptz,
  revision integer not null default 1
);
create unique index concerns_by_signal on concerns (signal_id);
comment on index concerns_by_signal is 'conflict: This signal has become a concern already.';
create unique index concerns_by_reference on concerns (organisation_id, reference);
create index concerns_by_organisation on concerns (organisation_id, id desc);
create index concerns_by_deployment on concerns (deployment_id, id desc);
create index concerns_to_triage on concerns (organisation_id, triage_by) where state = 'reported';
create index concerns_by_reporter on concerns (raised_by, id desc);
call declare_table('concerns', 'tenant');
grant insert on concerns to wardround_definer;

create table concern_entries (
  id text primary key,
  organisation_id text not null references organisations (id),
  concern_id text not null references concerns (id),
  kind text not null check (kind in ('acknowledged', 'comment', 'signal', 'triaged', 'closed', 'reopened', 'redacted')),
  words text not null check (length(words) <= 4000),
  severity text,
  hazard text,
  signal_id text references signals (id),
  at timestamptz not null,
  by_id text not null,
  by_name text not null
);
comment on table concern_entries is 'What was done about a concern; corrections are new entries and nothing is deleted';
create unique index concern_entries_by_signal on concern_entries (signal_id);
create index concern_entries_by_concern on concern_entries (concern_id, id);
call declare_table('concern_entries', 'tenant');

grant update (before, after, reason) on audit to wardround_definer;

set role wardround_definer;
create function visible_alerts() returns setof text
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select alert_id from alert_recipients
     where organisation_id = current_organisation() or organisation_id in (select partner_organisations())
    union
    select id from alerts
     where issued_by_organisation_id = current_organisation()
        or issued_by_organisation_id in (select partner_organisations())
  $$;
comment on function visible_alerts() is 'Alerts that the current organisation issued or was told of, or that one of its partners did';

create function tell_recipients(wanted text, answer_due date) returns integer
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
    select a.id, p.supplier_id, p.supplier_id, 'supplier', null, false, a.notice = 'alert', a.issued_at, answer_due
      from alerts a join products p on p.id = a.product_id
     where a.id = wanted and a.issued_by_organisation_id = current_organisation()
    on conflict do nothing;
    get diagnostics told = row_count;
    return told;
  end $$;
comment on function tell_recipients(text, date) is 'Tells every organisation that runs the version of an alert of one''s own, and its supplier, in one statement, whatever the sharing';

create function alert_recipients_seen(wanted text) returns table (
  organisation_id text, organisation_name text, recipient text, part text, deployment_id text, hidden text,
  needs_answer boolean, told_at timestamptz, due_on date, state text, acknowledged_at timestamptz,
  acknowledged_by_role text, answered_at timestamptz, answered_by_role text, answer_reason text,
  completed_at timestamptz, completed_by_role text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with asker as (
      select o.id, o.kind = 'supplier' as supplies,
        (select a.issued_by_organisation_id = o.id from alerts a where a.id = wanted) as issued
        from organisations o where o.id = current_organisation()
    ), seen as (
      select r.*, case
        when r.organisation_id = asker.id then null
        when r.part = 'supplier' and not asker.supplies then null
        when r.organisation_id in (select partner_organisations()) then case when r.held_back then 'held-back' end
        when asker.issued then 'outside'
        else 'not-shown' end as hidden
        from alert_recipients r cross join asker
       where r.alert_id = wanted and wanted in (select visible_alerts())
    )
    select case when s.hidden is null then s.organisation_id end,
      case when s.hidden is null then o.name end,
      case when s.hidden is null then s.recipient else md5(s.alert_id || s.recipient) end, s.part,
      case when s.hidden is null then s.deployment_id end, s.hidden, s.needs_answer, s.told_at, s.due_on, s.state,
      s.acknowledged_at, s.acknowledged_by_role, s.answered_at, s.answered_by_role,
      case when s.hidden is null then s.answer_reason end, s.completed_at, s.completed_by_role
      from seen s join organisations o on o.id = s.organisation_id
     where s.hidden is distinct from 'not-shown'
  $$;
comment on function alert_recipients_seen(text) is 'Who was told and what they answered, as the asker may see it: partners and the supplier by name; held back, and for the issuer outside its system, counted without a name';

create function alert_audience(wanted text) returns table (organisation_id text, organisation_name text, part text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select distinct told.organisation_id, o.name, told.part from (
      select r.organisation_id, r.part from alert_recipients r where r.alert_id = wanted
      union
      select m.system_id, 'watches' from alert_recipients r join system_memberships m on m.organisation_id = r.organisation_id
       where r.alert_id = wanted and m.member_from <= current_day() and (m.member_until is null or m.member_until > current_day())
    ) told join organisations o on o.id = told.organisation_id
    where current_authority() in ('operator', 'job')
    order by told.organisation_id, told.part
  $$;
comment on function alert_audience(text) is 'The organisations to write to about an alert: those that run it, its supplier, and the systems they belong to; only for jobs';

create function alerts_not_acknowledged(since date) returns table (
  alert_id text, organisation_id text, organisation_name text, part text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select distinct r.alert_id, r.organisation_id, o.name, r.part
      from alert_recipients r join alerts a on a.id = r.alert_id join organisations o on o.id = r.organisation_id
     where current_authority() in ('operator', 'job') and r.state = 'told' and r.needs_answer
       and r.due_on < current_day() and r.due_on >= since and a.stood_down_at is null
  $$;
comment on function alerts_not_acknowledged(date) is 'Who should have acknowledged an alert by now and has not; only for jobs, which remind them';

create function takes_public_concerns(wanted text) returns table (id text, name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select o.id, o.name from organisations o
     where (o.id = wanted or o.ods_code = upper(wanted))
       and exists (select 1 from deployments d where d.organisation_id = o.id)
  $$;
comment on function takes_public_concerns(text) is 'The organisation, where it has registered any AI tool, so that the public can raise a concern with it';

create function receive_public_concern(
  new_id text, to_organisation text, new_reference text, which_tool text, what text, noticed date, harmed text,
  still text, raised timestamptz, acknowledge date, triage date) returns void
  language sql volatile security definer set search_path = public, pg_temp
  as $$
    insert into concerns (id, organisation_id, reference, tool, what_happened, noticed_on, harm, still_happening,
      origin, raised_at, acknowledge_by, triage_by)
    select new_id, t.id, new_reference, which_tool, what, noticed, harmed, still, 'public', raised, acknowledge, triage
      from takes_public_concerns(to_organisation) t
  $$;
comment on function receive_public_concern(text, text, text, text, text, date, text, text, timestamptz, date, date) is
  'Puts a concern of the public before the organisation; whoever raises it reads nothing back';

create function redact_concern_audit(wanted text) returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp
  as $$
  declare blanked integer;
  begin
    update audit set
      before = before - array['tool', 'whatHappened', 'words', 'outcome'],
      after = after - array['tool', 'whatHappened', 'words', 'outcome'],
      reason = case when reason is null then null else 'Removed by redaction' end
     where subject_kind = 'concern' and subject_id = wanted and command <> 'concerns.redact-concern' and audit.organisation_id = current_organisation()
       and exists (select 1 from concerns c where c.id = wanted and c.organisation_id = current_organisation()
                     and c.redacted_at is not null);
    get diagnostics blanked = row_count;
    return blanked;
  end $$;
comment on function redact_concern_audit(text) is 'Takes the words of a redacted concern of one''s own out of its audit lines; the fact, who and when stay';
reset role;

create policy seen on alerts for select to wardround_app using (id in (select visible_alerts()));
revoke update on alerts from wardround_app;
grant update (stood_down_at, stood_down_reason) on alerts to wardround_app;

revoke execute on function visible_alerts(), tell_recipients(text, date), alert_recipients_seen(text),
  alert_audience(text), alerts_not_acknowledged(date), takes_public_concerns(text), redact_concern_audit(text),
  receive_public_concern(text, text, text, text, text, date, text, text, timestamptz, date, date) from public;
grant execute on function visible_alerts(), tell_recipients(text, date), alert_recipients_seen(text),
  alert_audience(text), alerts_not_acknowledged(date), takes_public_concerns(text), redact_concern_audit(text),
  receive_public_concern(text, text, text, text, text, date, text, text, timestamptz, date, date) to wardround_app;
