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

create function plain_name(name text) returns text language sql immutable strict parallel safe
  as $$ select regexp_replace(lower(name), '[^[:alnum:]]+', '', 'g') $$;
comment on function plain_name(text) is 'A name without capitals, spaces and punctuation: Rad-Assist and RADASSIST are one';
create index products_by_plain_name on products (plain_name(name));

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
comment on table components is 'What a version is built on, as somebody told it; a row of kind not-disclosed says that the supplier does not say';
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
create index products_plain_name_trigram on products using gin (plain_name(name) gin_trgm_ops);
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
create function similar_products(wanted text, at_least real, most integer) returns table (id text, likeness real)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select id, max(likeness) as likeness from (
      select p.id, 1::real as likeness from products p where plain_name(p.name) = plain_name(wanted)
      union all
      select a.product_id, 1::real from product_aliases a where plain_name(a.alias) = plain_name(wanted)
      union all
      select p.id, similarity(lower(p.name), lower(wanted)) from products p where lower(p.name) % lower(wanted)
      union all
      select p.id, similarity(plain_name(p.name), plain_name(wanted)) from products p where plain_name(p.name) % plain_name(wanted)
      union all
      select a.product_id, similarity(lower(a.alias), lower(wanted)) from product_aliases a where lower(a.alias) % lower(wanted)
    ) found
    where current_actor() is not null and likeness >= at_least
    group by id order by likeness desc, id limit most
  $$;
comment on function similar_products(text, real, integer) is 'Products whose name or alias is close: equal but for capitals and punctuation (1), or by trigram similarity';
reset role;
create index product_aliases_by_plain_name on product_aliases (plain_name(alias));
grant execute on function search_products(text, integer), similar_products(text, real, integer) to wardround_app;
