-- Monitoring: plans, the switch that lets rows in, what was received, points and signals. Rows
-- themselves live in the telemetry store; here are only figures. What partners may see of a point is
-- written beside it, already suppressed, so that no other figure can leave its owner.

create table monitoring_plans (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  period text not null check (period in ('day', 'week', 'month')),
  starts_on date not null,
  follow_up_days integer not null check (follow_up_days between 0 and 1100),
  grace_days integer not null check (grace_days between 0 and 400),
  minimum_events integer not null check (minimum_events >= 8),
  limits_after integer check (limits_after between 12 and 200),
  owner_id text not null references people (id),
  rules text[] not null,
  concern_rule text not null,
  on_signal text not null check (length(on_signal) <= 2000),
  stop_rule text not null check (length(stop_rule) <= 2000),
  fixed_by text not null,
  fixed_by_name text not null,
  fixed_at timestamptz not null,
  ended_at timestamptz
);
create unique index monitoring_plans_open on monitoring_plans (deployment_id) where ended_at is null;
comment on index monitoring_plans_open is 'conflict: Somebody else fixed a plan for this deployment just now.';
create index monitoring_plans_by_owner on monitoring_plans (owner_id) where ended_at is null;
call declare_table('monitoring_plans', 'tenant');

create table plan_measures (
  id text primary key,
  organisation_id text not null references organisations (id),
  plan_id text not null references monitoring_plans (id),
  place integer not null,
  measure text not null,
  threshold text not null default '',
  direction text not null check (direction in ('increase', 'decrease')),
  pass_mark double precision,
  unit text not null default ''
);
comment on column plan_measures.threshold is 'Name of a threshold of the plan, or the name of a typed-in figure';
create unique index plan_measures_once on plan_measures (plan_id, measure, threshold);
comment on index plan_measures_once is 'conflict: Choose each measure once.';
call declare_table('plan_measures', 'tenant');

create table plan_thresholds (
  organisation_id text not null references organisations (id),
  plan_id text not null references monitoring_plans (id),
  name text not null check (length(name) between 1 and 60),
  value double precision not null,
  primary key (plan_id, name)
);
call declare_table('plan_thresholds', 'tenant');

create table intake_switches (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  controller_name text not null check (length(controller_name) between 1 and 200),
  reason text not null check (length(reason) between 1 and 2000),
  processor_agreement text not null check (length(processor_agreement) between 1 and 500),
  retention_days integer not null check (retention_days between 1 and 1500),
  switched_on_by text not null,
  switched_on_by_name text not null,
  switched_on_at timestamptz not null,
  switched_off_by text,
  switched_off_by_name text,
  switched_off_at timestamptz,
  off_reason text
);
create unique index intake_switches_open on intake_switches (deployment_id) where switched_off_at is null;
comment on index intake_switches_open is 'conflict: Row-level intake is already switched on for this deployment.';
call declare_table('intake_switches', 'tenant');

create table intake_progress (
  deployment_id text primary key references deployments (id),
  organisation_id text not null references organisations (id),
  noted_until bigint not null default 0
);
comment on column intake_progress.noted_until is 'Order of arrival in the telemetry store up to which touched windows were noted';
call declare_table('intake_progress', 'tenant');

create table intake_windows (
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  window_from date not null,
  window_to date not null check (window_to > window_from),
  tally_due boolean not null,
  tallied_at timestamptz,
  final_at timestamptz,
  rows_deleted_at timestamptz,
  problem text,
  primary key (deployment_id, window_from, window_to)
);
create index intake_windows_kept on intake_windows (deployment_id) where rows_deleted_at is null;
call declare_table('intake_windows', 'tenant');

create table intake_receipts (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  kind text not null check (kind in ('predictions', 'outcomes')),
  batch_digest text not null,
  accepted integer not null,
  duplicate integer not null,
  rejected integer not null,
  window_final integer not null,
  received_at timestamptz not null,
  received_by text not null
);
create index intake_receipts_by_deployment on intake_receipts (deployment_id, id);
create unique index intake_receipts_once on intake_receipts (deployment_id, batch_digest, accepted, duplicate, rejected);
call declare_table('intake_receipts', 'tenant');

create table received_summaries (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  source text not null check (source in ('edge', 'browser', 'rows', 'typed')),
  digest text not null,
  generator text not null,
  measure text not null,
  dated_by_sender boolean not null,
  dated_note text not null,
  rows integer not null,
  used integer not null,
  excluded jsonb not null,
  dropped_groups integer not null,
  added integer not null,
  superseded integer not null,
  unchanged integer not null,
  received_at timestamptz not null,
  received_by text not null,
  received_by_name text not null
);
comment on table received_summaries is 'Every summary taken in, by whichever way, and what it did to the figures';
create index received_summaries_by_deployment on received_summaries (deployment_id, id desc);
call declare_table('received_summaries', 'tenant');

-- The figures of one window × version × site from one source: points belong to it, and a different
-- one supersedes it whole (design.md section 4).
create table window_figures (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  summary_id text not null references received_summaries (id),
  source text not null check (source in ('edge', 'browser', 'rows', 'typed')),
  subject text not null default '',
  window_from date not null,
  window_to date not null check (window_to > window_from),
  version_id text references versions (id),
  version_name text not null,
  site text not null default '',
  digest text not null,
  rows integer not null,
  used integer not null,
  pending integer not null,
  withheld text,
  dated_by_sender boolean not null,
  dated_note text not null,
  matures_on date not null,
  final_on date not null,
  computed_at timestamptz not null,
  judged_at timestamptz,
  superseded_by text references window_figures (id) deferrable initially deferred,
  superseded_at timestamptz
);
comment on column window_figures.subject is 'Empty for predictions; the name of the figure for what is typed in';
create unique index window_figures_current on window_figures
  (deployment_id, window_from, window_to, version_name, site, source, subject) where superseded_by is null;
comment on index window_figures_current is 'conflict: Somebody else sent figures for the same window just now. Send them again.';
create index window_figures_to_judge on window_figures (deployment_id, matures_on)
  where superseded_by is null and judged_at is null;
call declare_table('window_figures', 'tenant');

create table points (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  figures_id text not null references window_figures (id),
  source text not null,
  measure text not null,
  threshold text not null default '',
  threshold_value double precision,
  window_from date not null,
  window_to date not null,
  version_id text references versions (id),
  version_name text not null,
  site text not null default '',
  group_by text not null default '',
  group_value text not null default '',
  value double precision,
  low double precision,
  high double precision,
  se double precision,
  numerator integer,
  denominator integer,
  n integer not null,
  events integer,
  non_events integer,
  method text not null,
  reason text,
  interval_reason text,
  profile text not null,
  shared jsonb,
  dated_by_sender boolean not null,
  matures_on date not null,
  final_on date not null,
  computed_at timestamptz not null,
  superseded_by text
);
comment on column points.shared is 'The figure as others may see it, suppressed before it was stored; only whole windows have one';
comment on column points.superseded_by is 'The window_figures that replaced the ones this point belongs to';
create index points_by_series on points (deployment_id, measure, threshold, window_from)
  where superseded_by is null and group_by = '';
create index points_by_window on points (deployment_id, window_from, measure, threshold)
  where superseded_by is null and group_by <> '';
create index points_by_version on points (version_id, measure, threshold, window_from desc)
  where superseded_by is null and group_by = '';
create index points_by_figures on points (figures_id);
call declare_table('points', 'tenant');

create table signals (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  plan_id text not null references monitoring_plans (id),
  cause text not null,
  rule text not null,
  way text not null check (way in ('wrong', 'right', 'missing')),
  measure text not null,
  threshold text not null,
  site text not null,
  version_id text references versions (id),
  window_from date not null,
  window_to date not null,
  point_ids text[] not null,
  sentence text not null,
  became_concern_at timestamptz,
  owner_id text not null references people (id),
  due date not null,
  state text not null default 'new' check (state in ('new', 'acknowledged', 'explained', 'acted-on', 'closed')),
  raised_at timestamptz not null,
  answer text,
  answered_by text,
  answered_by_name text,
  answered_at timestamptz,
  revision integer not null default 1
);
create unique index signals_once on signals (deployment_id, cause);
comment on index signals_once is 'conflict: This signal was raised already.';
create index signals_open_by_owner on signals (owner_id) where state in ('new', 'acknowledged');
create index signals_by_deployment on signals (deployment_id, id desc);
call declare_table('signals', 'tenant');

set role wardround_definer;
create function deployments_monitored() returns table (
  organisation_id text, organisation_name text, deployment_id text, takes_rows boolean)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select d.organisation_id, o.name, d.id,
      exists (select 1 from intake_switches s where s.deployment_id = d.id and s.switched_off_at is null)
        or exists (select 1 from intake_windows w where w.deployment_id = d.id and w.rows_deleted_at is null)
      from deployments d join organisations o on o.id = d.organisation_id
     where current_authority() in ('operator', 'job')
       and (exists (select 1 from monitoring_plans p where p.deployment_id = d.id and p.ended_at is null)
         or exists (select 1 from intake_switches s where s.deployment_id = d.id))
     order by d.organisation_id, d.id
  $$;
comment on function deployments_monitored() is 'Deployments with a plan or with row-level intake, in every organisation; only for jobs';
create function shared_points(wanted_version text, wanted_deployment text) returns table (
  deployment_id text, organisation_id text, organisation_name text, version_name text, site text,
  measure text, threshold text, window_from date, window_to date, method text, shared jsonb)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select distinct on (p.deployment_id, p.site, p.measure, p.threshold)
      p.deployment_id, d.organisation_id, o.name, p.version_name, p.site,
      p.measure, p.threshold, p.window_from, p.window_to, p.method, p.shared
      from points p join deployments d on d.id = p.deployment_id join organisations o on o.id = d.organisation_id
     where (p.version_id = wanted_version or p.deployment_id = wanted_deployment)
       and p.superseded_by is null and p.group_by = '' and p.shared is not null
       and p.matures_on <= current_day()
       and d.stage in ('usual', 'scale') and not d.held_back
       and d.organisation_id <> current_organisation()
       and d.organisation_id in (select partner_organisations())
     order by p.deployment_id, p.site, p.measure, p.threshold, p.window_from desc, p.computed_at desc
  $$;
comment on function shared_points(text, text) is 'The newest mature figures of partners from business as usual, suppressed when they were stored; nothing held back';
reset role;
revoke execute on function deployments_monitored(), shared_points(text, text) from public;
grant execute on function deployments_monitored(), shared_points(text, text) to wardround_app;
