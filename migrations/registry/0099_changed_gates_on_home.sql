-- That a change of the agreed way asks for something else at a gate which a running deployment stands before,
-- and when each person last looked at that gate: Home names what changed since. Nothing is taken away by looking.

create table gate_changes (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  gate text not null,
  version text not null,
  proposal_id text references way_proposals (id),
  changed_at timestamptz not null
);
comment on column gate_changes.proposal_id is 'The change that asks for it; null where a release brought it or the organisation follows another system';
create index gate_changes_by_deployment on gate_changes (deployment_id, gate, changed_at desc);
create index gate_changes_by_organisation on gate_changes (organisation_id, changed_at desc);
call declare_table('gate_changes', 'tenant');
comment on table gate_changes is 'What a change of the agreed way touched: gates that running deployments stood before';
revoke update on gate_changes from wardround_app;

create table gate_looks (
  organisation_id text not null references organisations (id),
  person_id text not null references people (id),
  deployment_id text not null references deployments (id),
  gate text not null,
  looked_at timestamptz not null,
  primary key (organisation_id, person_id, deployment_id, gate)
);
comment on table gate_looks is 'When somebody last looked at a gate that a change of the agreed way had touched';
call declare_table('gate_looks', 'tenant');
