-- What a supplier opens to everybody of its own file: statements only, never the documents beside them.

alter table signed_answers
  add constraint signed_answers_public check (opens_to <> 'public' or (
    scope in ('supplier', 'product_version') and requirement_id not in ('R13', 'R18', 'R19', 'R37')));
comment on constraint signed_answers_public on signed_answers is 'invalid: This cannot be opened to everybody.';
create index signed_answers_public_statements on signed_answers (subject_id)
  where opens_to = 'public' and superseded_at is null and withdrawn_at is null;

set role wardround_definer;
create function public_products(wanted text, after_name text, after_id text, most integer) returns table (
  product_id text, product_name text, supplier_name text, statements integer)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select p.id, p.name, o.name, count(*)::integer
      from signed_answers s
      join versions v on v.id = s.subject_id
      join products p on p.id = v.product_id and p.supplier_id = s.organisation_id
      join organisations o on o.id = p.supplier_id
     where s.scope = 'product_version' and s.opens_to = 'public'
       and s.superseded_at is null and s.withdrawn_at is null
       and (wanted = '' or lower(p.name) like '%' || lower(wanted) || '%' or lower(o.name) like '%' || lower(wanted) || '%')
       and (lower(p.name), p.id) > (after_name, after_id)
     group by p.id, p.name, o.name
     order by lower(p.name), p.id limit most
  $$;
comment on function public_products(text, text, text, integer) is 'Products of which a supplier opens something about a version to everybody, by name; the caller escapes % and _';
create function public_statements(wanted_product text) returns table (
  product_name text, supplier_id text, supplier_name text, id text, scope text, subject_id text, requirement_id text,
  part text, version_name text, field_values jsonb, fields_not_applicable jsonb, not_applicable_reason text,
  documents jsonb, signed_by_name text, role text, signed_on date, in_date_until date, review_since text,
  requirement_digest text, framework_version text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select p.name, p.supplier_id, o.name, s.id, s.scope, s.subject_id, s.requirement_id, s.part, s.version_name,
      s.field_values, s.fields_not_applicable, s.not_applicable_reason, s.documents, s.signed_by_name, s.role,
      s.signed_on, s.in_date_until, s.review_since, s.requirement_digest, s.framework_version
      from products p
      join organisations o on o.id = p.supplier_id
      join signed_answers s on s.organisation_id = p.supplier_id and s.opens_to = 'public'
       and s.superseded_at is null and s.withdrawn_at is null
       and ((s.scope = 'product_version' and s.subject_id in (select v.id from versions v where v.product_id = p.id))
         or (s.scope = 'supplier' and s.subject_id = p.supplier_id))
     where p.id = wanted_product
       and exists (select 1 from signed_answers a join versions v on v.id = a.subject_id
                    where v.product_id = p.id and a.scope = 'product_version' and a.organisation_id = p.supplier_id
                      and a.opens_to = 'public' and a.superseded_at is null and a.withdrawn_at is null)
     order by s.scope, s.version_name desc, s.requirement_id, s.part, s.id
     limit 500
  $$;
comment on function public_statements(text) is 'What the supplier of a product opens to everybody: about its versions and, beside those, about the company; documents are there for the digest only';
reset role;
revoke execute on function public_products(text, text, text, integer), public_statements(text) from public;
grant execute on function public_products(text, text, text, integer), public_statements(text) to wardround_app;
