-- Evidence is about a supplier, a version of a product, the organisation that uses it, or a deployment
-- (field.md section 4), and is kept by the organisation that answers. What was answered before this was
-- kept by deployment; it stays there and is still read.

alter table answer_drafts no force row level security;
alter table signed_answers no force row level security;
alter table evidence_documents no force row level security;

alter table answer_drafts add column scope text, add column subject_id text, add column part text not null default '',
  alter column deployment_id drop not null;
alter table signed_answers add column scope text, add column subject_id text, add column part text not null default '',
  add column requirement_digest text, alter column deployment_id drop not null;
alter table evidence_documents add column scope text, add column subject_id text, add column part text not null default '',
  alter column deployment_id drop not null;
update answer_drafts set scope = 'deployment', subject_id = deployment_id;
update signed_answers set scope = 'deployment', subject_id = deployment_id;
update evidence_documents set scope = 'deployment', subject_id = deployment_id;

alter table answer_drafts alter column scope set not null, alter column subject_id set not null,
  add constraint answer_drafts_scope check (scope in ('supplier', 'product_version', 'adopter', 'deployment')),
  add constraint answer_drafts_subject check (deployment_id is not distinct from case when scope = 'deployment' then subject_id end),
  add constraint answer_drafts_adopter check (scope <> 'adopter' or subject_id = organisation_id);
alter table signed_answers alter column scope set not null, alter column subject_id set not null,
  add constraint signed_answers_scope check (scope in ('supplier', 'product_version', 'adopter', 'deployment')),
  add constraint signed_answers_subject check (deployment_id is not distinct from case when scope = 'deployment' then subject_id end),
  add constraint signed_answers_version check (scope <> 'product_version' or version_id is not distinct from subject_id),
  add constraint signed_answers_adopter check (scope <> 'adopter' or subject_id = organisation_id);
alter table evidence_documents alter column scope set not null, alter column subject_id set not null,
  add constraint evidence_documents_scope check (scope in ('supplier', 'product_version', 'adopter', 'deployment')),
  add constraint evidence_documents_subject check (deployment_id is not distinct from case when scope = 'deployment' then subject_id end),
  add constraint evidence_documents_adopter check (scope <> 'adopter' or subject_id = organisation_id);
comment on column signed_answers.subject_id is 'The organisation, version or deployment that the answer is about, by its scope';
comment on column signed_answers.part is 'The part of a requirement with parts that was answered; empty for the whole of it';
comment on column signed_answers.requirement_digest is 'SHA-256 of the requirement as it was asked; null for what was signed before it was kept';

drop index answer_drafts_once;
create unique index answer_drafts_once on answer_drafts (organisation_id, scope, subject_id, requirement_id, part);
comment on index answer_drafts_once is 'conflict: Somebody else began this answer just now. Load the page again.';
drop index signed_answers_current;
create unique index signed_answers_current on signed_answers (organisation_id, scope, subject_id, requirement_id, part) where superseded_at is null;
comment on index signed_answers_current is 'conflict: Somebody else signed this just now. Load the page again.';
create index signed_answers_by_subject on signed_answers (organisation_id, scope, subject_id);
create index signed_answers_about on signed_answers (subject_id, requirement_id) where superseded_at is null;
drop index evidence_documents_by_requirement;
create index evidence_documents_by_subject on evidence_documents (organisation_id, scope, subject_id, requirement_id, id);
create index evidence_documents_by_digest on evidence_documents (organisation_id, digest) where digest is not null;

alter table answer_drafts force row level security;
alter table signed_answers force row level security;
alter table evidence_documents force row level security;

-- What an organisation answered once counts for each of its deployments that it is about.
set role wardround_definer;
create or replace function attention_counts(until date) returns table (
  deployment_id text, signals integer, exceptions integer, evidence_expiring integer, evidence_expired integer)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with visible as (
      select d.id, d.organisation_id, d.version_id, p.supplier_id
        from deployments d join products p on p.id = d.product_id
       where d.state <> 'ceased'
         and (d.organisation_id = current_organisation()
           or (not d.held_back and d.organisation_id in (select partner_organisations())))
    ), ending as (
      select a.organisation_id, a.scope, a.subject_id,
        (a.in_date_until >= current_day())::integer as expiring, (a.in_date_until < current_day())::integer as expired
        from signed_answers a
       where a.superseded_at is null and a.in_date_until <= attention_counts.until
    ), counted as (
      select s.deployment_id, 1 as signals, 0 as exceptions, 0 as expiring, 0 as expired
        from signals s where s.state in ('new', 'acknowledged') and s.way <> 'right'
      union all
      select e.deployment_id, 0, 1, 0, 0 from gate_exceptions e
       where e.revoked_at is null and e.until between current_day() and attention_counts.until
      union all
      select a.subject_id, 0, 0, a.expiring, a.expired from ending a where a.scope = 'deployment'
      union all
      select v.id, 0, 0, a.expiring, a.expired from ending a join visible v on v.organisation_id = a.organisation_id
       where (a.scope = 'adopter') or (a.scope = 'product_version' and a.subject_id = v.version_id)
          or (a.scope = 'supplier' and a.subject_id = v.supplier_id)
    )
    select c.deployment_id, sum(c.signals)::integer, sum(c.exceptions)::integer,
      sum(c.expiring)::integer, sum(c.expired)::integer
      from counted c join visible v on v.id = c.deployment_id
     group by c.deployment_id
  $$;
reset role;
