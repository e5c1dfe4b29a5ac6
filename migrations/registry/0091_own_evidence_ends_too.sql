-- Who signed something is told of the steps before its end as well as who relies on it: nobody else can
-- renew it. That it has ended is told by another job.
set role wardround_definer;
create or replace function organisations_with_ends() returns table (organisation_id text, organisation_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with watched as (
      select a.organisation_id, s.id, s.in_date_until from acceptances a join signed_answers s on s.id = a.answer_id
       where a.ended_at is null and s.in_date_until <= current_day() + 90
      union
      select f.organisation_id, s.id, s.in_date_until from follows f
        join signed_answers s on s.scope = f.scope and s.subject_id = f.subject_id and s.superseded_at is null
       where f.ended_at is null and s.in_date_until <= current_day() + 90
         and s.organisation_id <> f.organisation_id
      union
      select s.organisation_id, s.id, s.in_date_until from signed_answers s
       where s.superseded_at is null and s.review_since is null
         and s.in_date_until between current_day() and current_day() + 90
    )
    select distinct w.organisation_id, o.name from watched w join organisations o on o.id = w.organisation_id
     where current_authority() in ('operator', 'job')
       and not exists (select 1 from told_ends t where t.organisation_id = w.organisation_id and t.answer_id = w.id
         and t.step = case when w.in_date_until < current_day() then 'over' when w.in_date_until <= current_day() + 7 then '7'
           when w.in_date_until <= current_day() + 30 then '30' else '90' end)
     order by w.organisation_id
  $$;
comment on function organisations_with_ends() is 'Organisations to tell that something they signed, rely on or follow is about to end; only for jobs';
reset role;
