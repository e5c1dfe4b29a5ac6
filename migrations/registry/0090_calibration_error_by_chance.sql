-- The expected calibration error is raised by noise alone, so what chance makes of scores that are exactly
-- right is kept beside it, in the column that keeps what scores expect.
comment on column points.expected is 'Of observed to expected the events that the scores expected, of the expected calibration error what chance alone makes of it; null for other figures and where it was not kept';
