-- Signatures before a decision at a gate, step by step. Each keeps what it was given on, so that a
-- fact that changes afterwards shows which signatures are to be given again.

create table gate_signatures (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  gate text not null,
  step text not null,
  step_name text not null,
  statement text not null,
  role text not null,
  signed_by text not null references people (id),
  signed_by_name text not null,
  on_behalf_of text references people (id),
  on_behalf_of_name text,
  signed_on date not null,
  signed_at timestamptz not null,
  note text not null default '' check (length(note) <= 2000),
  basis jsonb not null,
  framework_version text not null,
  ended_as text check (ended_as in ('taken-back', 'given-again', 'decided')),
  ended_at timestamptz,
  ended_reason text check (length(ended_reason) between 1 and 2000),
  decision_id text references gate_decisions (id),
  check ((ended_as is null) = (ended_at is null)),
  check ((ended_as = 'decided') = (decision_id is not null) or ended_as is null),
  check ((on_behalf_of is null) = (on_behalf_of_name is null)),
  check (on_behalf_of is null or on_behalf_of <> signed_by)
);
comment on table gate_signatures is 'Who signed which step before a decision; its words and what it rested on are never changed';
comment on column gate_signatures.basis is 'Marks by item of the gate, as they were when it was signed (src/modules/pathway/signed-basis.ts)';
comment on column gate_signatures.ended_as is 'Null while it waits for the decision';
create unique index gate_signatures_open on gate_signatures (deployment_id, gate, step, signed_by) where ended_at is null;
comment on index gate_signatures_open is 'conflict: You signed this step already. Load the page again.';
create index gate_signatures_by_gate on gate_signatures (deployment_id, gate, id);
create index gate_signatures_waiting on gate_signatures (organisation_id) where ended_at is null;
call declare_table('gate_signatures', 'tenant');
