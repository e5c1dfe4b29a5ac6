-- A figure of drift keeps what it was held against, so that one that is not final can be computed anew
-- when that changes, and a final one can say what it used.
alter table points add column reference jsonb;
comment on column points.reference is 'The periods a figure of drift was held against; null for other figures and where it was not kept';
comment on column points.superseded_by is 'The window_figures that replaced the ones this point belongs to; of a figure of drift also the point that replaced it, or its own window_figures when they became part of the reference';
