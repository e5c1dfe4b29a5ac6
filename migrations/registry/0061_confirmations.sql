-- Which system an organisation answers to in the agreed way, and what a named person of it has
-- confirmed at its source.

create function home_system(wanted text) returns text language sql stable
  as $$
    select system_id from (
      select o.id as system_id, '-infinity'::date as since from organisations o where o.id = wanted and o.kind = 'icb'
      union all
      select m.system_id, m.member_from from system_memberships m
       where m.organisation_id = wanted
         and m.member_from <= current_day() and (m.member_until is null or m.member_until > current_day())
    ) systems order by since, system_id limit 1
  $$;
comment on function home_system(text) is 'The system whose agreed way an organisation follows: a board its own; of several, the one it has belonged to longest; null where it belongs to none';

create table confirmations (
  id text primary key,
  organisation_id text not null references organisations (id),
  item text not null check (length(item) between 1 and 200),
  digest text not null check (length(digest) = 64),
  source_address text not null check (length(source_address) between 8 and 500),
  read_on date not null,
  note text not null check (length(note) <= 2000),
  confirmed_by text not null,
  confirmed_by_name text not null,
  role text not null,
  confirmed_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by_name text,
  withdrawn_because text check (length(withdrawn_because) between 1 and 2000),
  check ((withdrawn_at is null) = (withdrawn_because is null))
);
comment on table confirmations is 'A named person of a system read a source and confirms what the agreed way says; counts while the digest of the text is the same';
comment on column confirmations.item is 'What was confirmed: a source of a requirement, a gate, or the five areas';
create unique index confirmations_standing on confirmations (organisation_id, item) where withdrawn_at is null;
comment on index confirmations_standing is 'conflict: Somebody else has confirmed this meanwhile.';
call declare_table('confirmations', 'tenant');
revoke update on confirmations from wardround_app;
grant update (withdrawn_at, withdrawn_by_name, withdrawn_because) on confirmations to wardround_app;
create policy partners on confirmations for select to wardround_app
  using (organisation_id in (select current_systems()));
