-- The ground every table stands on: who acts, how tables are declared, the audit trail,
-- the outbox, and idempotency keys. Two roles exist before this runs (design.md section 1):
-- wardround_app carries every request; wardround_definer owns the listed functions that look
-- across organisations. Neither can log in or bypass row-level security.

revoke create on schema public from public;
grant usage on schema public to wardround_app;
grant usage, create on schema public to wardround_definer;

create function current_organisation() returns text language sql stable
  as $$ select nullif(current_setting('wardround.organisation', true), '') $$;
create function current_actor() returns text language sql stable
  as $$ select nullif(current_setting('wardround.actor', true), '') $$;
create function current_authority() returns text language sql stable
  as $$ select nullif(current_setting('wardround.authority', true), '') $$;
create function current_day() returns date language sql stable
  as $$ select coalesce(nullif(current_setting('wardround.day', true), '')::date, current_date) $$;
comment on function current_day() is 'Today in London by the clock of the application';
comment on function current_authority() is
  'operator for an operator or the command line, job for a job, otherwise nothing';

create table table_kinds (
  table_name text primary key,
  kind text not null check (kind in ('tenant', 'shared-read', 'reference', 'system')),
  organisation_column text
);

-- Every table is declared once, which switches row-level security on, by force:
-- tenant: read and written by its organisation; shared-read: read by everyone signed in, written by
-- its organisation; reference: read by all, written by an operator; system: nothing by default.
-- Nobody may delete unless a later grant and policy say so.
create procedure declare_table(name text, kind text, organisation_column text default 'organisation_id')
language plpgsql as $$
declare
  own text := format('%I = (select current_organisation())', organisation_column);
  signed_in text := '(select current_actor()) is not null';
  operator text := '(select current_authority()) = ''operator''';
begin
  insert into table_kinds values (name, kind,
    case when kind in ('tenant', 'shared-read') then organisation_column end);
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy definer on %I to wardround_definer using (true) with check (true)', name);
  execute format('grant select on %I to wardround_definer', name);
  if kind = 'tenant' then
    execute format('grant select, insert, update on %I to wardround_app', name);
    execute format('create policy own on %I to wardround_app using (%s) with check (%s)', name, own, own);
  elsif kind = 'shared-read' then
    execute format('grant select, insert, update on %I to wardround_app', name);
    execute format('create policy read on %I for select to wardround_app using (%s)', name, signed_in);
    execute format('create policy add on %I for insert to wardround_app with check (%s)', name, own);
    execute format('create policy change on %I for update to wardround_app using (%s) with check (%s)', name, own, own);
  elsif kind = 'reference' then
    execute format('grant select, insert, update on %I to wardround_app', name);
    execute format('create policy read on %I for select to wardround_app using (true)', name);
    execute format('create policy add on %I for insert to wardround_app with check (%s)', name, operator);
    execute format('create policy change on %I for update to wardround_app using (%s) with check (%s)', name, operator, operator);
  end if;
end $$;

create policy declare on table_kinds to current_user using (true) with check (true);
call declare_table('table_kinds', 'system');

create table audit (
  id text primary key,
  occurred_at timestamptz not null,
  organisation_id text,
  actor_id text not null,
  actor_kind text not null check (actor_kind in ('person', 'key', 'system', 'public')),
  actor_name text not null,
  actor_roles text[] not null,
  command text not null,
  subject_kind text not null,
  subject_id text not null,
  reason text,
  before jsonb,
  after jsonb
);
comment on table audit is 'Who did what, when, with before and after; written in the commit of the act';
create index audit_by_subject on audit (subject_kind, subject_id, id);
create index audit_by_organisation on audit (organisation_id, id);
call declare_table('audit', 'tenant');
drop policy own on audit;
revoke update on audit from wardround_app;
create policy read on audit for select to wardround_app using (
  organisation_id = (select current_organisation())
  or (organisation_id is null and (select current_authority()) = 'operator'));
create policy add on audit for insert to wardround_app
  with check (organisation_id is not distinct from (select current_organisation()));

create table events (
  id text primary key,
  name text not null,
  occurred_at timestamptz not null,
  organisation_id text,
  actor_id text not null,
  payload jsonb not null
);
comment on table events is 'The outbox: what happened, written in the commit of the act; one job a subscriber carries it on';
create index events_by_name on events (name, id);
call declare_table('events', 'system');
grant insert on events to wardround_app;
create policy add on events for insert to wardround_app
  with check (organisation_id is not distinct from (select current_organisation()));

create table handled_events (
  event_id text not null references events (id),
  handler text not null,
  command text not null,
  organisation_id text not null,
  handled_at timestamptz not null,
  primary key (event_id, handler, command, organisation_id)
);
comment on table handled_events is 'What a handler has already done about an event, so that a second delivery does nothing; organisation is a dash where there is none';
call declare_table('handled_events', 'system');
grant insert on handled_events to wardround_app;
create policy add on handled_events for insert to wardround_app
  with check ((select current_authority()) in ('job', 'operator'));

create table idempotency_keys (
  organisation_id text not null,
  actor_id text not null,
  key text not null check (length(key) between 1 and 200),
  command text not null,
  input_digest text not null,
  result jsonb,
  created_at timestamptz not null,
  primary key (organisation_id, actor_id, key, command)
);
comment on table idempotency_keys is 'A write that was asked for with a key is done once; asked again it answers the same';
call declare_table('idempotency_keys', 'tenant');

set role wardround_definer;
create function read_event(wanted text) returns table (name text, payload jsonb, organisation_id text)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select name, payload, organisation_id from events where id = wanted $$;
reset role;
revoke execute on function read_event(text) from public;
grant execute on function read_event(text) to wardround_app;
