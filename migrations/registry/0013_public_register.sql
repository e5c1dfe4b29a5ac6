-- The public register: what the public reads of a deployment. A draft is edited beside what is
-- published; a named person publishes it as a revision of its own, and nothing else ever does.

create table public_records (
  id text primary key,
  organisation_id text not null references organisations (id),
  deployment_id text not null references deployments (id),
  draft jsonb not null,
  drafted_by text not null,
  drafted_by_name text not null,
  drafted_at timestamptz not null,
  published_number integer,
  revision integer not null default 1
);
comment on column public_records.published_number is 'The revision that the public reads now; null while nothing is published';
create unique index public_records_once on public_records (deployment_id);
comment on index public_records_once is 'conflict: Somebody else began this public record just now. Load the page again.';
create index public_records_by_organisation on public_records (organisation_id, id);
call declare_table('public_records', 'tenant');

create table public_record_revisions (
  record_id text not null references public_records (id),
  number integer not null,
  organisation_id text not null references organisations (id),
  content jsonb not null,
  published_by text not null,
  published_by_name text not null,
  published_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by_name text,
  withdrawn_reason text check (length(withdrawn_reason) <= 1000),
  primary key (record_id, number)
);
comment on table public_record_revisions is 'What was published, as it was published; withdrawn when it was taken down or replaced';
comment on index public_record_revisions_pkey is 'conflict: Somebody else published this record just now. Load the page again.';
create index public_record_revisions_by_date on public_record_revisions (published_at desc, record_id)
  where withdrawn_at is null;
call declare_table('public_record_revisions', 'tenant');

set role wardround_definer;
create function published_records(wanted_organisation text, wanted_records text[], after_id text, most integer) returns table (
  record_id text, organisation_id text, organisation_name text, ods_code text, is_example boolean,
  content jsonb, number integer, published_at timestamptz, stage text, state text, ceased_on date)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select r.id, r.organisation_id, o.name, o.ods_code, o.is_example, v.content, v.number, v.published_at,
      d.stage, d.state, (c.ceased_at at time zone 'Europe/London')::date
      from public_records r
      join public_record_revisions v on v.record_id = r.id and v.number = r.published_number
      join organisations o on o.id = r.organisation_id
      join deployments d on d.id = r.deployment_id
      left join ceases c on c.deployment_id = d.id
     where (wanted_organisation = '' or r.organisation_id = wanted_organisation)
       and (wanted_records is null or r.id = any (wanted_records)) and r.id > after_id
     order by r.id limit most
  $$;
comment on function published_records(text, text[], text, integer) is 'What the public reads, of one organisation or of all, in the order it was begun; nothing that is not published';
create function newest_published_records(most integer) returns setof text
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select v.record_id from public_record_revisions v join public_records r
        on r.id = v.record_id and r.published_number = v.number
     where v.withdrawn_at is null
     order by v.published_at desc, v.record_id limit most
  $$;
comment on function newest_published_records(integer) is 'The records published last, for the feed';
create function public_organisations(wanted text, after_name text, after_id text, most integer) returns table (
  organisation_id text, organisation_name text, ods_code text, records integer)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select o.id, o.name, o.ods_code, count(*)::integer
      from public_records r join organisations o on o.id = r.organisation_id
     where r.published_number is not null
       and (wanted = '' or lower(o.name) like '%' || lower(wanted) || '%' or lower(o.ods_code) = lower(wanted))
       and (lower(o.name), o.id) > (after_name, after_id)
     group by o.id, o.name, o.ods_code
     order by lower(o.name), o.id limit most
  $$;
comment on function public_organisations(text, text, text, integer) is 'Organisations that have published a record, by name; the caller escapes % and _';
create function rows_are_held() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select exists (select 1 from intake_switches where switched_off_at is null)
        or exists (select 1 from intake_windows where rows_deleted_at is null)
  $$;
comment on function rows_are_held() is 'Whether pseudonymous rows are taken in or still kept anywhere here; the privacy page says which';
reset role;
create index public_records_published on public_records (organisation_id) where published_number is not null;
revoke execute on function published_records(text, text[], text, integer), newest_published_records(integer),
  public_organisations(text, text, text, integer), rows_are_held() from public;
grant execute on function published_records(text, text[], text, integer), newest_published_records(integer),
  public_organisations(text, text, text, integer), rows_are_held() to wardround_app;
