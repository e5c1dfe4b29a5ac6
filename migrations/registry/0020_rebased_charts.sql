-- A re-base is a person's recorded decision: from a window on, the limits of a chart start anew. Until
-- then the limits of the version that passed the gate stay (NHS Making Data Count; statistics.md 8).
create table chart_rebases (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  measure text not null,
  threshold text not null,
  site text not null,
  starts_on date not null,
  reason text not null check (length(reason) between 1 and 2000),
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  undone_by text,
  undone_by_name text,
  undone_at timestamptz,
  undone_reason text check (length(undone_reason) between 1 and 2000),
  check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undone_reason is null))
);
comment on column chart_rebases.starts_on is 'First day of the window from which the limits start anew';
create unique index chart_rebases_once on chart_rebases (deployment_id, measure, threshold, site, starts_on)
  where undone_at is null;
comment on index chart_rebases_once is 'conflict: This chart was re-based at this period already.';
call declare_table('chart_rebases', 'tenant');

-- A measure may have no better way: a change of it is looked at and is never a concern by itself.
alter table plan_measures drop constraint plan_measures_direction_check;
alter table plan_measures add constraint plan_measures_direction_check
  check (direction in ('increase', 'decrease', 'neutral'));
alter table signals drop constraint signals_way_check;
alter table signals add constraint signals_way_check
  check (way in ('wrong', 'right', 'changed', 'missing'));
