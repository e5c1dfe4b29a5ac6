-- Letters are written about hazards too. Which purposes there are stands in one place, the module that
-- writes them; the database only bounds what a purpose looks like.
alter table letters drop constraint letters_purpose_check;
alter table letters add constraint letters_purpose_check check (purpose ~ '^[a-z-]{1,40}$');
