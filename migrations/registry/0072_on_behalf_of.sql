-- A deputy signs in their own name and for somebody. Both are kept, so that whoever is stood in for is
-- bound by it too where nobody decides on what they signed.
alter table signed_answers add column on_behalf_of text, add column on_behalf_of_name text,
  add constraint signed_answers_on_behalf_of check ((on_behalf_of is null) = (on_behalf_of_name is null));
alter table acceptances add column on_behalf_of text, add column on_behalf_of_name text,
  add constraint acceptances_on_behalf_of check ((on_behalf_of is null) = (on_behalf_of_name is null));
alter table hazard_acceptances add column on_behalf_of text, add column on_behalf_of_name text,
  add constraint hazard_acceptances_on_behalf_of check ((on_behalf_of is null) = (on_behalf_of_name is null));
comment on column signed_answers.on_behalf_of is 'The person whom a deputy stood in for; null where somebody signed for themselves';
comment on column acceptances.on_behalf_of is 'The person whom a deputy stood in for; null where somebody accepted for themselves';
comment on column hazard_acceptances.on_behalf_of is 'The person whom a deputy stood in for; null where somebody accepted for themselves';

-- What deputies signed before says for whom in the name only; the deputy of that day and role tells who it is.
alter table signed_answers no force row level security;
alter table deputies no force row level security;
update signed_answers s set on_behalf_of = d.principal_id, on_behalf_of_name = d.principal_name
  from deputies d
 where d.organisation_id = s.organisation_id and d.deputy_id = s.signed_by and d.role = s.role
   and s.signed_on between d.first_day and d.last_day
   and right(s.signed_by_name, length(d.principal_name) + 6) = ', for ' || d.principal_name;
alter table deputies force row level security;
alter table signed_answers force row level security;
