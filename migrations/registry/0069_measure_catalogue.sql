-- Each measure of a plan may have a target beside its pass mark, and what is done on a signal of it.
alter table plan_measures
  add column target double precision,
  add column on_signal text not null default ''
    check (length(on_signal) <= 500);
comment on column plan_measures.target is 'What the deployment hopes for; fixed with the pass mark, before figures are seen';
comment on column plan_measures.on_signal is 'What is done on a signal of this measure; empty where what the plan says is enough';
