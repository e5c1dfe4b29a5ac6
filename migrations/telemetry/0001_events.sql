-- One text for DuckDB and ClickHouse: both know these type names. The one token, {one row by: …},
-- is what follows the columns: nothing in DuckDB, the table engine in ClickHouse.
-- Instants are milliseconds since 1970 in UTC. arrival is microseconds since 1970, one per event.
create table if not exists predictions (
  organisation_id varchar not null,
  deployment_id varchar not null,
  event_id varchar not null,
  prediction_id varchar not null,
  occurred_ms bigint not null,
  arrival bigint not null,
  score double not null,
  decision integer null,
  version varchar null,
  site varchar null,
  group_values varchar not null
) {one row by: organisation_id, deployment_id, event_id};

create table if not exists outcomes (
  organisation_id varchar not null,
  deployment_id varchar not null,
  event_id varchar not null,
  prediction_id varchar not null,
  known_ms bigint not null,
  arrival bigint not null,
  outcome integer not null
) {one row by: organisation_id, deployment_id, event_id};
