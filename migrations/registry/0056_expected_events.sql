-- What the scores of a period expected, beside what was observed: a period without an event has a ratio
-- of 0, from which the expected number cannot be worked back, and a VLAD adds it up all the same.
alter table points add column expected double precision;
comment on column points.expected is 'Events that the scores expected, of observed to expected; null for other figures and where it was not kept';
