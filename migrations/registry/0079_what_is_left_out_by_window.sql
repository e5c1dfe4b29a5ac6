-- What a period left out and why, and how scores whose outcome is still to come are spread: data
-- quality tells missing values and drift by period from them. Their owner's alone, never shared.
alter table window_figures
  add column excluded jsonb not null default '{}',
  add column awaited jsonb;
comment on column window_figures.excluded is 'Rows left out, by reason; empty also where it was not kept by window';
comment on column window_figures.awaited is 'Bins of ten or more rows whose outcome is still to come; null for none';
