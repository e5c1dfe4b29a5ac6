-- Who may open what was signed, who did, and who relies on it. What another organisation assessed is
-- relied upon by a named person's acceptance that points at the signed answer; it is ended, never deleted.

alter table signed_answers
  add column opens_to text not null default 'own' constraint signed_answers_opens_to check (opens_to in ('own', 'partners', 'named', 'nhs', 'public')),
  add column opens_to_named text[] not null default '{}' check (cardinality(opens_to_named) <= 200),
  add column withdrawn_at timestamptz,
  add column withdrawn_by_name text,
  add column withdrawn_reason text check (length(withdrawn_reason) between 1 and 1000);
comment on column signed_answers.opens_to is 'Who beside its organisation may open it: nobody, partners of the same system, named organisations, every NHS organisation, or everybody';
alter table answer_drafts
  add column started_from text references signed_answers (id),
  add column started_from_name text;
comment on column answer_drafts.started_from is 'The signed answer of another organisation that this was copied from as a starting point';

create table acceptances (
  id text primary key,
  organisation_id text not null references organisations (id),
  scope text not null check (scope in ('supplier', 'product_version')),
  subject_id text not null,
  requirement_id text not null,
  part text not null default '',
  answer_id text not null references signed_answers (id),
  source_id text not null references organisations (id),
  source_name text not null,
  version_name text,
  differs_here text not null check (length(differs_here) between 1 and 2000),
  conditions text not null default '' check (length(conditions) <= 2000),
  until date,
  accepted_by text not null,
  accepted_by_name text not null,
  role text not null,
  accepted_on date not null,
  accepted_at timestamptz not null,
  ended_at timestamptz,
  ended_by_name text,
  ended_reason text check (length(ended_reason) between 1 and 1000),
  check (source_id <> organisation_id),
  check ((ended_at is null) = (ended_reason is null))
);
comment on table acceptances is 'An organisation relies on what another signed: whose, which version, what differs here, conditions, who accepted it, until when; ended, never deleted';
create unique index acceptances_current on acceptances (organisation_id, scope, subject_id, requirement_id, part) where ended_at is null;
comment on index acceptances_current is 'conflict: Somebody else accepted this just now. Load the page again.';
create index acceptances_by_answer on acceptances (answer_id) where ended_at is null;
call declare_table('acceptances', 'tenant');
revoke update on acceptances from wardround_app;
grant update (ended_at, ended_by_name, ended_reason) on acceptances to wardround_app;

-- A supplier never sees another's; what an NHS organisation opens never reaches a supplier either.
create policy opened on signed_answers for select to wardround_app using (
  organisation_id <> (select current_organisation())
  and (select kind from organisations where id = (select current_organisation())) not in ('supplier', 'partner')
  and (deployment_id is null or deployment_id in (select id from deployments))
  and (opens_to in ('nhs', 'public')
    or (opens_to = 'partners' and organisation_id in (select partner_organisations()))
    or (opens_to = 'named' and (select current_organisation()) = any (opens_to_named))
    or id in (select answer_id from acceptances)));

create table evidence_openings (
  id text primary key,
  organisation_id text not null references organisations (id),
  owner_id text not null references organisations (id),
  answer_id text not null references signed_answers (id),
  document_id text,
  opened_by text not null,
  opened_by_name text not null,
  opened_by_organisation text not null,
  opened_at timestamptz not null
);
comment on table evidence_openings is 'Who of another organisation opened a signed answer, or a document beside it, and when; both sides read it';
create index evidence_openings_by_owner on evidence_openings (owner_id, answer_id, id desc);
call declare_table('evidence_openings', 'tenant');
revoke update on evidence_openings from wardround_app;
create policy owner on evidence_openings for select to wardround_app
  using (owner_id = (select current_organisation()));

create table reuse_assumptions (
  organisation_id text primary key references organisations (id),
  hours_accepted numeric(5, 1) not null check (hours_accepted between 0 and 1000),
  hours_started numeric(5, 1) not null check (hours_started between 0 and 1000),
  set_by_name text not null,
  set_at timestamptz not null
);
comment on table reuse_assumptions is 'Hours of work that an organisation takes one accepted item, and one started from another''s work, to save';
call declare_table('reuse_assumptions', 'tenant');

set role wardround_definer;
create function opened_document(wanted_answer text, wanted_document text) returns table (
  owner_id text, digest text, media_type text, file_name text, title text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select d.organisation_id, d.digest, d.media_type, d.file_name, d.title
      from signed_answers s
      join evidence_documents d on d.organisation_id = s.organisation_id and d.id = wanted_document
     where s.id = wanted_answer and d.withdrawn_at is null
       and s.documents @> jsonb_build_array(jsonb_build_object('id', d.id))
       and (select o.kind from organisations o where o.id = current_organisation()) not in ('supplier', 'partner')
       and (s.opens_to in ('nhs', 'public')
         or (s.opens_to = 'partners' and s.organisation_id in (select partner_organisations())
           and (s.deployment_id is null or s.deployment_id in (
             select p.id from deployments p where not p.held_back)))
         or (s.opens_to = 'named' and current_organisation() = any (s.opens_to_named))
         or exists (select 1 from acceptances a where a.answer_id = s.id and a.organisation_id = current_organisation()))
  $$;
comment on function opened_document(text, text) is 'A document beside a signed answer of another organisation, where that answer may be opened by the asker';
create function relying_on(wanted_answer text) returns table (
  organisation_id text, organisation_name text, acceptance_id text, scope text, subject_id text, requirement_id text, part text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select a.organisation_id, o.name, a.id, a.scope, a.subject_id, a.requirement_id, a.part
      from signed_answers s
      join acceptances a on a.answer_id = s.id and a.ended_at is null
      join organisations o on o.id = a.organisation_id
     where s.id = wanted_answer
       and (current_authority() = 'job' or s.organisation_id = current_organisation())
     order by o.name, a.id
  $$;
comment on function relying_on(text) is 'Who relies on a signed answer; for jobs, and for the organisation that signed it';
create function count_relying(wanted_scope text, wanted_subject text) returns table (answer_id text, organisation_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select a.answer_id, o.name
      from signed_answers s
      join acceptances a on a.answer_id = s.id and a.ended_at is null
      join organisations o on o.id = a.organisation_id
     where s.organisation_id = current_organisation() and s.scope = wanted_scope and s.subject_id = wanted_subject
     order by o.name
  $$;
comment on function count_relying(text, text) is 'Who relies on what one''s own organisation signed about a subject';
reset role;
revoke execute on function opened_document(text, text), relying_on(text), count_relying(text, text) from public;
grant execute on function opened_document(text, text), relying_on(text), count_relying(text, text) to wardround_app;
