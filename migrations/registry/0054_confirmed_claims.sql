-- A product that another organisation registered is claimed in two steps: its supplier asks, and an
-- administrator of whoever registered it confirms.
alter table products
  add column claim_asked_at timestamptz,
  add column claim_asked_by text,
  add column claim_asked_by_name text,
  add column claim_contact text check (length(claim_contact) <= 254),
  add column claim_confirmed_by_name text;
comment on column products.claim_asked_at is 'When its supplier asked to answer for it; null while nobody has, and once that is settled';
