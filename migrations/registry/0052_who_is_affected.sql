-- Who is affected when something signed is replaced: those who relied on what it replaced.
set role wardround_definer;
drop function relying_on(text);
reset role;
create index signed_answers_replaced on signed_answers (superseded_by) where superseded_by is not null;
set role wardround_definer;
create function relying_on(wanted_answer text, replaced boolean) returns table (
  organisation_id text, organisation_name text, acceptance_id text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select a.organisation_id, o.name, a.id
      from signed_answers s
      join acceptances a on a.answer_id = s.id and a.ended_at is null
      join organisations o on o.id = a.organisation_id
     where ((not replaced and s.id = wanted_answer) or (replaced and s.superseded_by = wanted_answer))
       and (current_authority() = 'job' or s.organisation_id = current_organisation())
     order by o.name, a.id
  $$;
comment on function relying_on(text, boolean) is 'Who relies on a signed answer, or on what it replaced; for jobs, and for the organisation that signed it';
reset role;
revoke execute on function relying_on(text, boolean) from public;
grant execute on function relying_on(text, boolean) to wardround_app;
