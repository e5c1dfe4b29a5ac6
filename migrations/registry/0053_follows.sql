-- A customer follows the file that a supplier keeps on a version or on the company, and is told when it
-- changes or is about to end: 90, 30 and 7 days before, and once it is over. Who relies on something is
-- told of its end too.

create table follows (
  id text primary key,
  organisation_id text not null references organisations (id),
  scope text not null check (scope in ('supplier', 'product_version')),
  subject_id text not null,
  followed_by text not null,
  followed_by_name text not null,
  followed_at timestamptz not null,
  ended_at timestamptz
);
create unique index follows_once on follows (organisation_id, scope, subject_id) where ended_at is null;
comment on index follows_once is 'conflict: Your organisation follows this already.';
create index follows_by_subject on follows (scope, subject_id) where ended_at is null;
call declare_table('follows', 'tenant');

create table told_ends (
  organisation_id text not null references organisations (id),
  answer_id text not null references signed_answers (id),
  step text not null check (step in ('90', '30', '7', 'over')),
  told_at timestamptz not null,
  primary key (organisation_id, answer_id, step)
);
comment on table told_ends is 'Which steps before the end of what another signed an organisation was told of';
call declare_table('told_ends', 'tenant');

set role wardround_definer;
create function followers_of(wanted_scope text, wanted_subject text) returns table (organisation_id text, organisation_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select f.organisation_id, o.name from follows f join organisations o on o.id = f.organisation_id
     where current_authority() = 'job' and f.ended_at is null and f.scope = wanted_scope and f.subject_id = wanted_subject
     order by o.name, o.id
  $$;
comment on function followers_of(text, text) is 'Who follows the file on a version or company; only for jobs';
create function organisations_with_ends() returns table (organisation_id text, organisation_name text)
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
    )
    select distinct w.organisation_id, o.name from watched w join organisations o on o.id = w.organisation_id
     where current_authority() in ('operator', 'job')
       and not exists (select 1 from told_ends t where t.organisation_id = w.organisation_id and t.answer_id = w.id
         and t.step = case when w.in_date_until < current_day() then 'over' when w.in_date_until <= current_day() + 7 then '7'
           when w.in_date_until <= current_day() + 30 then '30' else '90' end)
     order by w.organisation_id
  $$;
comment on function organisations_with_ends() is 'Organisations to tell that something they rely on or follow is about to end; only for jobs';
reset role;
revoke execute on function followers_of(text, text), organisations_with_ends() from public;
grant execute on function followers_of(text, text), organisations_with_ends() to wardround_app;
