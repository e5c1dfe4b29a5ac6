-- The merged histogram of a window's predictions (every bin holds ten or more), kept with its figures:
-- calibration and net benefit are drawn from it. It is its owner's alone and never shared.
alter table window_figures add column histogram jsonb;
comment on column window_figures.histogram is 'Bins with events and non-events, where scores are probabilities; null otherwise';
