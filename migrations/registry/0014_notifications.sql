-- Letters: what was sent by mail to whom, and what became of it. A row is claimed before the letter is
-- given to the mail server, so that nobody gets it twice; one that was claimed and never settled was
-- interrupted, and is not sent again.

create table letters (
  id text primary key,
  organisation_id text not null references organisations (id),
  purpose text not null check (purpose in ('alert', 'alert-reminder', 'concern')),
  about_id text not null,
  person_id text references people (id),
  address text not null check (length(address) <= 254),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'refused', 'nobody')),
  attempts integer not null default 0,
  problem text,
  written_at timestamptz not null,
  claimed_at timestamptz,
  settled_at timestamptz
);
comment on column letters.state is 'nobody: there is no one in that role to write to; sending and never settled: interrupted, not known whether it went';
create unique index letters_once on letters (organisation_id, purpose, about_id, address);
create index letters_by_subject on letters (about_id, organisation_id);
call declare_table('letters', 'tenant');
