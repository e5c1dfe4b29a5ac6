-- Sharing: what a system AI lead says to those who run a tool, and the counts that an overview needs
-- of records which partners do not open to one another. Whatever is held back is counted, never named.

create table advice (
  id text primary key,
  organisation_id text not null references organisations (id),
  to_organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  kind text not null check (kind in ('advice', 'introduction')),
  words text not null check (length(words) between 1 and 2000),
  given_by text not null,
  given_at timestamptz not null,
  answer text check (length(answer) between 1 and 2000),
  answered_by text,
  answered_by_role text,
  answered_at timestamptz
);
comment on table advice is 'Words of a system AI lead to the organisation that runs a deployment, and its answer; both read it, nobody else';
create index advice_by_deployment on advice (deployment_id, id desc);
create index advice_unanswered on advice (to_organisation_id, id) where answered_at is null;
call declare_table('advice', 'tenant');
revoke update on advice from wardround_app;
grant update (answer, answered_by, answered_by_role, answered_at) on advice to wardround_app;
create policy addressed on advice for select to wardround_app
  using (to_organisation_id = (select current_organisation()));
create policy answered on advice for update to wardround_app
  using (to_organisation_id = (select current_organisation()))
  with check (to_organisation_id = (select current_organisation()));

set role wardround_definer;
create function attention_counts(until date) returns table (
  deployment_id text, signals integer, exceptions integer, evidence_expiring integer, evidence_expired integer)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with visible as (
      select d.id from deployments d
       where d.state <> 'ceased'
         and (d.organisation_id = current_organisation()
           or (not d.held_back and d.organisation_id in (select partner_organisations())))
    ), counted as (
      select s.deployment_id, 1 as signals, 0 as exceptions, 0 as expiring, 0 as expired
        from signals s where s.state in ('new', 'acknowledged') and s.way <> 'right'
      union all
      select e.deployment_id, 0, 1, 0, 0 from gate_exceptions e
       where e.revoked_at is null and e.until between current_day() and attention_counts.until
      union all
      select a.deployment_id, 0, 0,
        (a.in_date_until >= current_day())::integer, (a.in_date_until < current_day())::integer
        from signed_answers a
       where a.superseded_at is null and a.in_date_until <= attention_counts.until
    )
    select c.deployment_id, sum(c.signals)::integer, sum(c.exceptions)::integer,
      sum(c.expiring)::integer, sum(c.expired)::integer
      from counted c join visible v on v.id = c.deployment_id
     group by c.deployment_id
  $$;
comment on function attention_counts(date) is 'How many signals nobody explained, exceptions and signed answers that end by a date; of one''s own deployments and of those partners share; counts only';
create function held_back_in_system(wanted text) returns table (deployments integer, opportunities integer)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with partners as (
      select organisation_id from system_memberships
       where system_id = wanted and wanted in (select current_systems())
         and member_from <= current_day() and (member_until is null or member_until > current_day())
         and organisation_id <> current_organisation()
    )
    select
      (select count(*)::integer from deployments where held_back and organisation_id in (select organisation_id from partners)),
      (select count(*)::integer from opportunities where held_back and state in ('open', 'parked')
         and organisation_id in (select organisation_id from partners))
  $$;
comment on function held_back_in_system(text) is 'How much partners in a system hold back, so that it can be said; without a name';
reset role;
revoke execute on function attention_counts(date), held_back_in_system(text) from public;
grant execute on function attention_counts(date), held_back_in_system(text) to wardround_app;
