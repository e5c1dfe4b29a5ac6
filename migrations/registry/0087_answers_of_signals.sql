-- Every answer to a signal is kept, so that an explanation that was found after acting does not take the
-- place of what was done. Of signals answered before, the last answer is known here; earlier ones stand
-- in the audit trail.
create table signal_answers (
  signal_id text not null references signals (id),
  revision integer not null,
  organisation_id text not null references organisations (id),
  state text not null check (state in ('acknowledged', 'explained', 'acted-on', 'closed')),
  words text,
  answered_by text not null,
  answered_by_name text not null,
  answered_at timestamptz not null,
  primary key (signal_id, revision)
);
comment on table signal_answers is 'What was answered to a signal, one row an answer; revision is that of the signal the answer made';
comment on constraint signal_answers_pkey on signal_answers is 'conflict: Somebody else answered this signal while you were writing.';
call declare_table('signal_answers', 'tenant');
revoke update on signal_answers from wardround_app;
alter table signals no force row level security;
alter table signal_answers no force row level security;
insert into signal_answers (signal_id, revision, organisation_id, state, words, answered_by, answered_by_name, answered_at)
  select id, revision, organisation_id, state, answer, answered_by, coalesce(answered_by_name, 'not known'), answered_at
    from signals
   where state <> 'new' and answered_by is not null and answered_at is not null;
alter table signal_answers force row level security;
alter table signals force row level security;
