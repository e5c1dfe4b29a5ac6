-- What partners say about a proposed change to their agreed way: comments, and the answers of the group.

create table way_responses (
  id text primary key,
  organisation_id text not null references organisations (id),
  system_id text not null references organisations (id),
  proposal_id text not null references way_proposals (id),
  kind text not null check (kind in ('comment', 'agrees', 'does-not-agree')),
  words text not null check (length(words) <= 4000),
  person_id text not null,
  person_name text not null,
  organisation_name text not null,
  role text not null,
  said_at timestamptz not null,
  check (kind = 'agrees' or words <> '')
);
comment on table way_responses is 'Comments on a proposed change, and whether an organisation of the group agrees; signed and dated, never changed: the last answer of an organisation counts';
create index way_responses_by_proposal on way_responses (proposal_id, id);
call declare_table('way_responses', 'tenant');
revoke update on way_responses from wardround_app;
create policy partners on way_responses for select to wardround_app
  using (system_id in (select current_systems()));
