-- What ends counts for the overview of a system where it was accepted too: an acceptance ends with its own
-- last day or that of what it rests on, whichever is first.
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
    ), held as (
      select a.organisation_id, a.scope, a.subject_id, a.in_date_until as ends_on
        from signed_answers a
       where a.superseded_at is null and a.in_date_until <= attention_counts.until
      union all
      select c.organisation_id, c.scope, c.subject_id, least(c.until, s.in_date_until)
        from acceptances c join signed_answers s on s.id = c.answer_id
       where c.ended_at is null and least(c.until, s.in_date_until) <= attention_counts.until
    ), ending as (
      select h.organisation_id, h.scope, h.subject_id,
        (h.ends_on >= current_day())::integer as expiring, (h.ends_on < current_day())::integer as expired
        from held h
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
