-- Evidence: what a deployment answers to each requirement of the agreed way. One draft for each
-- requirement, every signing a row of its own beside the earlier ones, and documents by digest.

create table answer_drafts (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  requirement_id text not null,
  field_values jsonb not null default '{}',
  fields_not_applicable jsonb not null default '{}',
  not_applicable_reason text check (length(not_applicable_reason) between 1 and 2000),
  answered_on date not null,
  begun_by text not null,
  changed_by text not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  revision integer not null default 1
);
comment on column answer_drafts.field_values is 'Answers by field id; a field that is absent is not answered';
comment on column answer_drafts.fields_not_applicable is 'Reasons by field id, for fields said not to apply';
create unique index answer_drafts_once on answer_drafts (deployment_id, requirement_id);
comment on index answer_drafts_once is 'conflict: Somebody else began this answer just now. Load the page again.';
call declare_table('answer_drafts', 'tenant');

create table signed_answers (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  requirement_id text not null,
  draft_revision integer not null,
  field_values jsonb not null,
  fields_not_applicable jsonb not null,
  not_applicable_reason text,
  answered_on date not null,
  documents jsonb not null,
  answered_by jsonb not null,
  version_id text references versions (id),
  version_name text,
  framework_version text not null,
  signed_by text not null,
  signed_by_name text not null,
  role text not null,
  signed_on date not null,
  signed_at timestamptz not null,
  in_date_until date,
  review_since text,
  review_at timestamptz,
  expiry_noted_at timestamptz,
  superseded_by text references signed_answers (id) deferrable initially deferred,
  superseded_at timestamptz
);
comment on table signed_answers is 'What was signed, as it was signed; signing again adds a row and never changes these words';
comment on column signed_answers.review_since is 'What put it under review, such as version 2.3; null when nothing did';
create unique index signed_answers_current on signed_answers (deployment_id, requirement_id) where superseded_at is null;
comment on index signed_answers_current is 'conflict: Somebody else signed this just now. Load the page again.';
create index signed_answers_by_end on signed_answers (in_date_until) where superseded_at is null and in_date_until is not null;
call declare_table('signed_answers', 'tenant');

create table evidence_documents (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  requirement_id text not null,
  kind text not null check (kind in ('file', 'link')),
  title text not null check (length(title) between 1 and 200),
  file_name text,
  media_type text,
  size integer,
  digest text check (length(digest) = 64),
  address text,
  scan text not null check (scan in ('scanned', 'not-scanned', 'not-stored-here')),
  added_on date not null,
  added_at timestamptz not null,
  added_by text not null,
  added_by_name text not null,
  withdrawn_at timestamptz,
  withdrawn_by_name text,
  withdrawn_reason text,
  check ((kind = 'file') = (digest is not null)),
  check ((kind = 'link') = (address is not null))
);
create index evidence_documents_by_requirement on evidence_documents (deployment_id, requirement_id, id);
call declare_table('evidence_documents', 'tenant');

create table document_openings (
  id text primary key,
  organisation_id text not null references organisations (id),
  document_id text not null references evidence_documents (id),
  opened_by text not null,
  opened_by_name text not null,
  opened_at timestamptz not null
);
comment on table document_openings is 'Who opened a document, and when';
create index document_openings_by_document on document_openings (document_id, id desc);
call declare_table('document_openings', 'tenant');

set role wardround_definer;
create function organisations_with_expired_answers() returns table (organisation_id text, organisation_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select distinct s.organisation_id, o.name
      from signed_answers s join organisations o on o.id = s.organisation_id
     where current_authority() in ('operator', 'job')
       and s.superseded_at is null and s.expiry_noted_at is null and s.in_date_until < current_day()
     order by s.organisation_id
  $$;
comment on function organisations_with_expired_answers() is 'Organisations in which a signed answer has expired and nobody was told yet; only for jobs';
reset role;
revoke execute on function organisations_with_expired_answers() from public;
grant execute on function organisations_with_expired_answers() to wardround_app;
