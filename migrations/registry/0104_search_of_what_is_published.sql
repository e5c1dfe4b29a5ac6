-- Anybody finds a tool by what it is called or does and by where it is used, not by the organisation's name
-- alone. Only published words are searched, and facts of the organisation that every list shows.
set role wardround_definer;
drop function public_organisations(text, text, text, integer);
create function public_organisations(wanted text[], after_name text, after_id text, most integer)
  returns table (organisation_id text, organisation_name text, ods_code text, records integer, found jsonb)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with published as (
      select o.id, o.name, o.ods_code, r.id as record_id, v.content ->> 'name' as tool,
        lower(concat_ws(' ', o.name, o.ods_code, o.address, o.postcode, v.content ->> 'name', v.content ->> 'what',
          v.content ->> 'why', v.content ->> 'where', v.content ->> 'madeBy')) as words
        from public_records r
        join public_record_revisions v on v.record_id = r.id and v.number = r.published_number
        join organisations o on o.id = r.organisation_id
    )
    select p.id, p.name, p.ods_code, count(*)::integer,
        jsonb_agg(jsonb_build_object('id', p.record_id, 'name', p.tool) order by lower(p.tool), p.record_id)
      from published p
     where not exists (select 1 from unnest(wanted) as w (word) where p.words not like '%' || lower(w.word) || '%')
       and (lower(p.name), p.id) > (after_name, after_id)
     group by p.id, p.name, p.ods_code
     order by lower(p.name), p.id limit most
  $$;
comment on function public_organisations(text[], text, text, integer) is 'Organisations that published a record in which, or in whose own name, code and address, each of some words stands; with those records';
revoke execute on function public_organisations(text[], text, text, integer) from public;
grant execute on function public_organisations(text[], text, text, integer) to wardround_app;
reset role;
