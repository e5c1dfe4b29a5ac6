-- The course of a few measures at one site reads the points of that site alone.
drop index points_by_series;
create index points_by_series on points (deployment_id, measure, threshold, site, window_from)
  where superseded_by is null and group_by = '';
