-- Guided forms: one for each organisation, subject and form. Every answer is a row beside the earlier
-- ones; a form that is finished becomes an edition, and its digest stands in the evidence.

create table filled_forms (
  id text primary key,
  organisation_id text not null references organisations (id),
  scope text not null check (scope in ('supplier', 'product_version', 'adopter', 'deployment')),
  subject_id text not null,
  form_id text not null,
  form_version text not null,
  started_at timestamptz not null,
  started_by text not null,
  started_by_name text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  revision integer not null default 1,
  finished_revision integer,
  constraint filled_forms_adopter check (scope <> 'adopter' or subject_id = organisation_id)
);
comment on column filled_forms.subject_id is 'The organisation, version or deployment that it is about, by its scope';
comment on column filled_forms.finished_revision is 'The revision that became the last edition; null before the first';
create unique index filled_forms_once on filled_forms (organisation_id, scope, subject_id, form_id);
comment on index filled_forms_once is 'conflict: Somebody else began this form just now. Load the page again.';
call declare_table('filled_forms', 'tenant');

create table form_answers (
  filled_form_id text not null references filled_forms (id),
  code text not null,
  revision integer not null,
  organisation_id text not null references organisations (id),
  value jsonb not null,
  words text not null default '' check (length(words) <= 2000),
  not_applicable_reason text check (length(not_applicable_reason) between 1 and 2000),
  answered_at timestamptz not null,
  answered_by text not null,
  answered_by_name text not null,
  constraint form_answers_once primary key (filled_form_id, code, revision)
);
comment on table form_answers is 'What was answered to each question, by whom and when; the highest revision counts and none is changed';
comment on constraint form_answers_once on form_answers is 'conflict: Somebody else answered one of these questions just now. Load the page again.';
call declare_table('form_answers', 'tenant');
revoke update on form_answers from wardround_app;

create table form_attachments (
  filled_form_id text not null references filled_forms (id),
  code text not null,
  document_id text not null references evidence_documents (id),
  organisation_id text not null references organisations (id),
  added_at timestamptz not null,
  primary key (filled_form_id, code, document_id)
);
comment on table form_attachments is 'Which documents of the evidence are attached to which question';
call declare_table('form_attachments', 'tenant');
revoke update on form_attachments from wardround_app;

create table form_editions (
  filled_form_id text not null references filled_forms (id),
  number integer not null,
  organisation_id text not null references organisations (id),
  revision integer not null,
  form_version text not null,
  framework_version text not null,
  outcome text not null check (outcome in ('passes', 'fails', 'refers', 'not-judged')),
  digest text not null check (length(digest) = 64),
  document_id text not null references evidence_documents (id),
  finished_on date not null,
  finished_at timestamptz not null,
  finished_by text not null,
  finished_by_name text not null,
  constraint form_editions_once primary key (filled_form_id, number)
);
comment on table form_editions is 'Forms as they were finished: the whole of each lies in the evidence by its digest; never changed';
comment on constraint form_editions_once on form_editions is 'conflict: Somebody else finished this form just now. Load the page again.';
call declare_table('form_editions', 'tenant');
revoke update on form_editions from wardround_app;

create table form_presence (
  filled_form_id text not null references filled_forms (id),
  person_id text not null,
  organisation_id text not null references organisations (id),
  person_name text not null,
  section_id text not null,
  began_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (filled_form_id, person_id)
);
comment on table form_presence is 'Who has a section of a form open, and when they were last seen there';
call declare_table('form_presence', 'tenant');
