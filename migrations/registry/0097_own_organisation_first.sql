-- Whoever holds the first account may add the organisation they work for where no national file lists it;
-- they were told to choose the nearest body, and became administrator of it.
drop policy add on organisations;
create policy add on organisations for insert to wardround_app with check (
  (select current_authority()) in ('operator', 'job')
  or (kind = 'supplier' and (select current_actor()) is not null)
  or ((select current_actor()) is not null and (select current_organisation()) is null
    and (select members from people_counts()) = 0));
