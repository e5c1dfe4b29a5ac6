-- Model cards: what the supplier of a version states about it. Bytes lie in the store of files; a new
-- card of a version is a row beside the earlier ones, and the highest number counts.

create table model_cards (
  id text primary key,
  organisation_id text not null references organisations (id),
  version_id text not null references versions (id),
  number integer not null check (number > 0),
  format text not null check (format in ('0.1', '0.2')),
  file_name text not null check (length(file_name) between 1 and 200),
  size integer not null check (size between 1 and 2097152),
  digest text not null check (length(digest) = 64),
  canonical_digest text not null check (length(canonical_digest) = 64),
  statements jsonb not null,
  imported_by text not null,
  imported_by_name text not null,
  imported_at timestamptz not null
);
comment on column model_cards.organisation_id is 'Who imported it';
comment on column model_cards.canonical_digest is 'SHA-256 of its canonical XML: two cards with the same say the same';
comment on column model_cards.statements is 'What it states, in its order, read from the bytes of the digest';
create unique index model_cards_by_number on model_cards (version_id, number);
comment on index model_cards_by_number is 'conflict: Somebody else imported a card of this version just now. Load the page again.';

-- Nothing of a card is ever changed, and once a product is claimed only its supplier adds one.
call declare_table('model_cards', 'shared-read');
revoke update on model_cards from wardround_app;
drop policy change on model_cards;
drop policy add on model_cards;
create policy add on model_cards for insert to wardround_app with check (
  organisation_id = (select current_organisation())
  and exists (
    select 1 from versions v join products p on p.id = v.product_id
     where v.id = version_id
       and (p.claimed_at is null or p.supplier_id = (select current_organisation()))));
