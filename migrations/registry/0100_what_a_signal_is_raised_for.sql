-- What a signal was raised for stood in one text, out of which the start of its stretch and the figure
-- that was silent were read back. Each is a column of its own now.
alter table signals add column since date;
alter table signals add column subject text not null default '';
alter table signals no force row level security;
update signals set
  since = coalesce(
    substring(cause from '^missing-data\|(\d{4}-\d{2}-\d{2})')::date,
    substring(cause from '\|(\d{4}-\d{2}-\d{2})$')::date,
    window_from),
  subject = coalesce(substring(cause from '^missing-data\|[-\d]{10}\|(\[.*\])$')::jsonb ->> 1, '');
alter table signals force row level security;
alter table signals alter column since set not null;
alter table signals alter column subject drop default;
comment on column signals.since is 'First day of the stretch a signal was raised for: of points that go one way, or without figures';
comment on column signals.subject is 'Of figures that are missing, which of them; empty for all, and for signals on points';
drop index signals_once;
alter table signals drop column cause;
create unique index signals_once
  on signals (deployment_id, rule, way, measure, threshold, site, subject, since);
comment on index signals_once is 'conflict: This signal was raised already.';
