-- A form that is posted twice does its work once, also a form of somebody who acts for no organisation
-- or has not signed in. A key is kept as a digest, and what was answered is sealed under the key itself, so
-- that a secret which a command gives once can be read only by who sent the key. Earlier keys are let go.
delete from idempotency_keys;
alter table idempotency_keys drop column result, add column answer bytea;
comment on column idempotency_keys.organisation_id is 'A dash where nobody acts for an organisation';
comment on column idempotency_keys.actor_id is 'public where nobody is signed in';
comment on column idempotency_keys.key is 'A digest of what was sent';
comment on column idempotency_keys.answer is 'Sealed under the key, which is not stored; null until the write is done';
create index idempotency_keys_by_time on idempotency_keys (created_at);

drop policy own on idempotency_keys;
create policy own on idempotency_keys to wardround_app using (
  organisation_id = coalesce((select current_organisation()), '-')
  and actor_id = coalesce((select current_actor()), 'public'))
with check (
  organisation_id = coalesce((select current_organisation()), '-')
  and actor_id = coalesce((select current_actor()), 'public'));

grant delete on idempotency_keys to wardround_definer;
set role wardround_definer;
create function forget_idempotency_keys(before timestamptz) returns void
  language sql security definer set search_path = public, pg_temp
  as $$ delete from idempotency_keys where created_at < before and current_authority() = 'job' $$;
comment on function forget_idempotency_keys(timestamptz) is 'For a job of the clock: lets the keys of writes go that nobody sends again';
revoke execute on function forget_idempotency_keys(timestamptz) from public;
grant execute on function forget_idempotency_keys(timestamptz) to wardround_app;
reset role;
