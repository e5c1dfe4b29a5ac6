-- The public raises concerns with organisations that are in the public register, or were. Before, an
-- address that answered told the public that an organisation has a deployment, published or not.
set role wardround_definer;
create or replace function takes_public_concerns(wanted text) returns table (id text, name text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select o.id, o.name from organisations o
     where (o.id = wanted or o.ods_code = upper(wanted))
       and exists (select 1 from public_record_revisions r where r.organisation_id = o.id)
  $$;
comment on function takes_public_concerns(text) is 'The organisation, where it has ever published what AI it uses, so that the public can raise a concern with it';
reset role;
