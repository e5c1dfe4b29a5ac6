-- What the names in an exporter's metrics stand for at one deployment, as somebody decided it: a metric
-- is a measure of the plan, an attribute tells a site or a group. A removed one stays on record.
create table metric_mappings (
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  kind text not null check (kind in ('metric', 'attribute')),
  name text not null check (length(name) between 1 and 200),
  role text not null,
  measure text not null default '' check ((measure <> '') = (role = 'measure')),
  threshold text not null default '',
  revision integer not null check (revision > 0),
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  removed boolean not null default false,
  primary key (deployment_id, kind, name),
  check (role in ('ignored', 'measure', 'tp', 'fp', 'tn', 'fn') or kind = 'attribute'),
  check (role in ('ignored', 'group', 'site', 'version', 'threshold', 'from', 'n', 'numerator',
    'denominator', 'sd', 'low', 'high') or kind = 'metric')
);
comment on column metric_mappings.threshold is 'Of a measure or a count: the threshold, category or figure it is of; empty where the metric says it';
comment on column metric_mappings.revision is 'Counts up with every decision, so that of two who decide at once the second is told';
comment on constraint metric_mappings_pkey on metric_mappings is 'conflict: Somebody else decided meanwhile what this name stands for.';
call declare_table('metric_mappings', 'tenant');

-- Names that came in, so that what is not taken shows; the code bounds how many are kept of late.
create table metric_names (
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  kind text not null check (kind in ('metric', 'attribute')),
  name text not null check (length(name) <= 200),
  points bigint not null,
  not_taken bigint not null check (not_taken between 0 and points),
  reason text not null check (length(reason) <= 500),
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (deployment_id, kind, name)
);
comment on column metric_names.name is 'Empty for points whose name cannot be kept or is one too many';
comment on column metric_names.points is 'Data points that carried the name since somebody last decided what it stands for';
comment on column metric_names.reason is 'Why the last of those not taken was not; empty for none';
call declare_table('metric_names', 'tenant');
