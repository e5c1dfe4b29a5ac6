-- What changed in a file that an organisation follows, as it was told, and when each of its people last
-- looked: Home names what changed since. Nothing is taken away by looking.

create table followed_changes (
  id text primary key,
  organisation_id text not null references organisations (id),
  scope text not null check (scope in ('supplier', 'product_version')),
  subject_id text not null,
  requirement_id text not null,
  because text not null check (length(because) <= 300),
  changed_at timestamptz not null
);
create index followed_changes_by_file on followed_changes (organisation_id, scope, subject_id, changed_at, id);
call declare_table('followed_changes', 'tenant');
revoke update on followed_changes from wardround_app;

create table followed_looks (
  organisation_id text not null references organisations (id),
  person_id text not null references people (id),
  scope text not null check (scope in ('supplier', 'product_version')),
  subject_id text not null,
  looked_at timestamptz not null,
  primary key (organisation_id, person_id, scope, subject_id)
);
comment on table followed_looks is 'When somebody last looked at what changed in a file that their organisation follows';
call declare_table('followed_looks', 'tenant');
