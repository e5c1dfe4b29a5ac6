-- Links to documents that are kept elsewhere are looked at by the clock: whether they still answer.

create table link_checks (
  document_id text primary key references evidence_documents (id),
  organisation_id text not null references organisations (id),
  checked_at timestamptz not null,
  outcome text not null check (outcome in ('answers', 'moved', 'asks-sign-in', 'gone', 'no-answer', 'not-looked-at')),
  status integer check (status between 100 and 599),
  since timestamptz not null
);
comment on table link_checks is 'What was found when a link was last looked at; not-looked-at: it leads inside a network';
comment on column link_checks.since is 'Since when it has been found so';
call declare_table('link_checks', 'tenant');

set role wardround_definer;
create function organisations_with_links_to_check(before timestamptz, most integer)
  returns table (organisation_id text, organisation_name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select d.organisation_id, o.name
      from evidence_documents d
      join organisations o on o.id = d.organisation_id
      left join link_checks c on c.document_id = d.id
     where current_authority() in ('operator', 'job')
       and d.kind = 'link' and d.withdrawn_at is null
       and (c.checked_at is null or c.checked_at < before)
     group by d.organisation_id, o.name
     order by min(coalesce(c.checked_at, 'epoch')), d.organisation_id
     limit most
  $$;
comment on function organisations_with_links_to_check(timestamptz, integer) is 'Organisations with links not looked at since, the longest waiting first; only for jobs';
reset role;
revoke execute on function organisations_with_links_to_check(timestamptz, integer) from public;
grant execute on function organisations_with_links_to_check(timestamptz, integer) to wardround_app;
