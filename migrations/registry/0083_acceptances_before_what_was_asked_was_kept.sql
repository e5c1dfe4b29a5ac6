-- What was accepted before its form and words were kept (0065) is to be looked at again: nobody can say
-- what was relied on. From now on each acceptance keeps it.
alter table acceptances no force row level security;
alter table acceptances add column review_since text check (length(review_since) between 1 and 300);
update acceptances
   set review_since = case when ended_at is null then 'it was accepted before its form and words were kept' end,
       detail_digest = repeat('0', 64)
 where detail_digest is null;
alter table acceptances alter column detail_digest set not null;
alter table acceptances force row level security;
comment on column acceptances.review_since is 'What put it under review besides what it rests on, such as that it is older than what is kept of it; null for nothing';
comment on column acceptances.detail_digest is 'SHA-256 of the guided form and the system''s own words, where it was accepted, as they were then; zeros where that was not kept';
revoke update (detail_digest) on acceptances from wardround_app;
