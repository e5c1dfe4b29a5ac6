-- A signal that becomes a concern with a later period did not say by which points: its sentence is of the
-- period it was raised on.
alter table signals add column concern_sentence text;
comment on column signals.concern_sentence is 'What held when a signal became a concern in a later period than it was raised in; null where both are one';
