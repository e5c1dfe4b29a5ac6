-- A link that died is told of once, and once more when it lives again.
alter table link_checks add column dead_since timestamptz, add column alive_again_at timestamptz;
comment on column link_checks.dead_since is 'When it was found dead: nothing there any more, or no answer at two looks in a row; null while it is not';
comment on column link_checks.alive_again_at is 'When a dead one was last found to answer again';
create index link_checks_dead on link_checks (organisation_id) where dead_since is not null;
