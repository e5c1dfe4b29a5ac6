-- Product, version and component. Every fact about behaviour belongs to a version.

create table products (
  id text primary key,
  supplier_id text not null references organisations (id),
  name text not null check (length(name) between 1 and 200),
  summary text not null default '' check (length(summary) <= 2000),
  kind text not null default 'not-said' check (kind in ('not-said', 'imaging', 'triage', 'ambient-scribe', 'administration', 'language-model', 'prediction', 'other')),
  registered_by_organisation_id text not null references organisations (id),
  registered_by text not null,
  registered_at timestamptz not null,
  claimed_at timestamptz,
  claimed_by text,
  vigilance_contact text,
  withdrawn_at timestamptz,
  revision integer not null default 1,
  changed_at timestamptz not null
);
create unique index products_by_name on products (supplier_id, lower(name));
comment on index products_by_name is 'conflict: This supplier already has a product with that name. Use the existing product.';
create index products_by_lower_name on products (lower(name), id);

create table product_aliases (
  product_id text not null references products (id),
  alias text not null check (length(alias) between 1 and 200),
  said_by text not null,
  said_at timestamptz not null,
  organisation_id text not null references organisations (id),
  primary key (product_id, alias)
);

create table versions (
  id text primary key,
  product_id text not null references products (id),
  organisation_id text not null references organisations (id),
  name text not null check (length(name) between 1 and 80),
  released date,
  intended_use text not null default '' check (length(intended_use) <= 4000),
  medical_device text not null default 'not-answered' check (medical_device in ('not-answered', 'no', 'yes')),
  device_class text,
  changes text not null default '' check (length(changes) <= 4000),
  registered_by text not null,
  registered_at timestamptz not null,
  withdrawn_at timestamptz,
  revision integer not null default 1
);
comment on column versions.organisation_id is 'Who told of this version';
create unique index versions_by_name on versions (product_id, lower(name));
comment on index versions_by_name is 'conflict: This product already has a version with that name. Use the existing version.';

create table components (
  id text primary key,
  version_id text not null references versions (id),
  organisation_id text not null references organisations (id),
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('model', 'service', 'not-disclosed')),
  said_by text not null,
  said_at timestamptz not null
);
create index components_by_version on components (version_id);

call declare_table('products', 'shared-read', 'registered_by_organisation_id');
drop policy change on products;
create policy change on products for update to wardround_app
  using (supplier_id = (select current_organisation())
    or registered_by_organisation_id = (select current_organisation()))
  with check (supplier_id = (select current_organisation())
    or registered_by_organisation_id = (select current_organisation()));
call declare_table('product_aliases', 'shared-read');
call declare_table('versions', 'shared-read');
call declare_table('components', 'shared-read');

-- The trigram and prefix search runs outside row-level security and applies tenancy itself
-- (design.md section 1): products are read by everyone signed in.
create extension if not exists pg_trgm;
create index products_name_trigram on products using gin (lower(name) gin_trgm_ops);
create index product_aliases_trigram on product_aliases using gin (lower(alias) gin_trgm_ops);
create index organisations_name_trigram on organisations using gin (lower(name) gin_trgm_ops);
set role wardround_definer;
create function search_products(wanted text, most integer) returns setof text
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select id from (
      select p.id, p.name from products p where lower(p.name) like '%' || lower(wanted) || '%'
      union
      select p.id, p.name from product_aliases a join products p on p.id = a.product_id
       where lower(a.alias) like '%' || lower(wanted) || '%'
      union
      select p.id, p.name from organisations o join products p on p.supplier_id = o.id
       where o.kind <> 'gp-practice' and lower(o.name) like '%' || lower(wanted) || '%'
    ) found
    where current_actor() is not null
    order by lower(name), id limit most
  $$;
comment on function search_products(text, integer) is 'Ids of products whose name, alias or supplier holds the text; the caller escapes % and _';
reset role;
grant execute on function search_products(text, integer) to wardround_app;
