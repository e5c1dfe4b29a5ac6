-- Files that were added before the words of PDF files were read are searched by the clock, a few at a time. One
-- that turns out to identify somebody is closed: it stays, and only those who may put it right open it.
alter table evidence_documents
  drop constraint evidence_documents_not_scanned_because_check,
  add constraint evidence_documents_not_scanned_because_check
    check (not_scanned_because in ('picture', 'unreadable', 'locked', 'no-words', 'pages-without-words', 'files-inside', 'too-long', 'missing'));
create index evidence_documents_to_search on evidence_documents (organisation_id, id)
  where kind = 'file' and scan = 'not-scanned' and not_scanned_because is null;

create table file_searches (
  document_id text primary key references evidence_documents (id),
  organisation_id text not null references organisations (id),
  begun_at timestamptz not null,
  attempts smallint not null check (attempts >= 0)
);
comment on table file_searches is 'When the clock last began to search a file that was added before such files were searched';
comment on column file_searches.attempts is 'How often it began; a file that ends the search every time is given up';
call declare_table('file_searches', 'tenant');

create table closed_documents (
  document_id text primary key references evidence_documents (id),
  organisation_id text not null references organisations (id),
  closed_at timestamptz not null,
  because text[] not null
    check (because <@ array['nhs-number', 'date-of-birth', 'email', 'telephone', 'postcode'] and because <> '{}')
);
comment on table closed_documents is 'Documents that a search after they were added found to identify somebody; nobody opens them but who may put them right';
comment on column closed_documents.because is 'Kinds of identifying text that were found; never what was found';
create index closed_documents_by_organisation on closed_documents (organisation_id, closed_at);
-- The clock alone closes, and what is closed stays closed.
call declare_table('closed_documents', 'tenant');
drop policy own on closed_documents;
revoke update on closed_documents from wardround_app;
create policy read on closed_documents for select to wardround_app
  using (organisation_id = (select current_organisation()));
create policy add on closed_documents for insert to wardround_app
  with check (organisation_id = (select current_organisation()) and (select current_authority()) = 'job');

set role wardround_definer;
create or replace function opened_document(wanted_answer text, wanted_document text) returns table (
  owner_id text, digest text, media_type text, file_name text, title text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select d.organisation_id, d.digest, d.media_type, d.file_name, d.title
      from signed_answers s
      join evidence_documents d on d.organisation_id = s.organisation_id and d.id = wanted_document
     where s.id = wanted_answer and d.withdrawn_at is null
       and not exists (select 1 from closed_documents c where c.document_id = d.id)
       and s.documents @> jsonb_build_array(jsonb_build_object('id', d.id))
       and (select o.kind from organisations o where o.id = current_organisation()) not in ('supplier', 'partner')
       and (s.opens_to in ('nhs', 'public')
         or (s.opens_to = 'partners' and s.organisation_id in (select partner_organisations())
           and (s.deployment_id is null or s.deployment_id in (
             select p.id from deployments p where not p.held_back)))
         or (s.opens_to = 'named' and current_organisation() = any (s.opens_to_named))
         or exists (select 1 from acceptances a where a.answer_id = s.id and a.organisation_id = current_organisation()))
  $$;
create function organisations_with_files_to_search(before timestamptz, most integer)
  returns table (organisation_id text, organisation_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select d.organisation_id, o.name
      from evidence_documents d
      join organisations o on o.id = d.organisation_id
      left join file_searches f on f.document_id = d.id
     where current_authority() in ('operator', 'job')
       and d.kind = 'file' and d.scan = 'not-scanned' and d.not_scanned_because is null
       and (f.begun_at is null or f.begun_at < before)
     group by d.organisation_id, o.name
     order by min(coalesce(f.begun_at, 'epoch')), d.organisation_id
     limit most
  $$;
comment on function organisations_with_files_to_search(timestamptz, integer) is 'Organisations with files that were added before such files were searched, the longest waiting first; only for jobs';
revoke execute on function organisations_with_files_to_search(timestamptz, integer) from public;
grant execute on function organisations_with_files_to_search(timestamptz, integer) to wardround_app;
reset role;
