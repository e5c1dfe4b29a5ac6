-- ORGANISATIONS trusts with PER_ORGANISATION deployments each, every one with a plan of five measures,
-- row-level intake switched on, nine closed weeks with their points, and the week from 16 November
-- 2026 noted and due. The script puts the two numbers in. Written as the application's role.
set role wardround_app;
select set_config('wardround.actor', 'seed', false), set_config('wardround.authority', 'operator', false),
       set_config('wardround.day', '2026-11-23', false), set_config('wardround.organisation', '', false);
insert into organisations (id, ods_code, name, kind, source, created_at, changed_at)
values ('org_icb', 'QBB', 'Bench Care Board', 'icb', 'bench', now(), now());
insert into organisations (id, ods_code, name, kind, source, created_at, changed_at)
select 'org_t' || n, 'RB' || n, 'Bench Hospital Trust ' || n, 'trust', 'bench', now(), now() from generate_series(1, ORGANISATIONS) n;
insert into organisations (id, name, kind, source, created_at, changed_at)
values ('org_s', 'Bench Supplier', 'supplier', 'bench', now(), now());
insert into system_memberships (id, organisation_id, system_id, member_from, confirmed_by, confirmed_at, source)
select 'mem_' || n, 'org_t' || n, 'org_icb', '2026-04-01', 'bench', now(), 'bench' from generate_series(1, ORGANISATIONS) n;
insert into people (id, name, email, created_at)
select 'acc_' || n, 'Person ' || n, 'person' || n || '@example.nhs.test', now() from generate_series(1, ORGANISATIONS) n;
do $$
begin
  perform set_config('wardround.organisation', 'org_s', true);
  insert into products (id, supplier_id, name, summary, kind, registered_by_organisation_id, registered_by, registered_at, claimed_at, changed_at)
  select 'pro_' || p, 'org_s', 'Bench triage ' || p, 'What it does.', 'triage', 'org_s', 'seed', now(), now(), now() from generate_series(1, PER_ORGANISATION) p;
  insert into versions (id, product_id, organisation_id, name, registered_by, registered_at)
  select 'ver_' || p, 'pro_' || p, 'org_s', '1.0', 'seed', now() from generate_series(1, PER_ORGANISATION) p;
  for n in 1..ORGANISATIONS loop
    perform set_config('wardround.organisation', 'org_t' || n, true);
    insert into memberships (id, organisation_id, person_id, role, held_from, given_by)
    values ('mem_p' || n, 'org_t' || n, 'acc_' || n, 'deployment-owner', now(), 'seed');
    insert into use_cases (id, organisation_id, title, setting, written_by, written_at)
    values ('use_' || n, 'org_t' || n, 'Triage of letters', 'Clinic', 'seed', now());
    insert into opportunities (id, organisation_id, title, problem, owner_id, state, state_since, put_forward_by, put_forward_at, changed_at)
    select 'opp_' || n || '_' || d, 'org_t' || n, 'Opportunity', 'A problem.', 'acc_' || n, 'became-deployment', now(), 'seed', now(), now()
      from generate_series(1, PER_ORGANISATION) d;
    insert into deployments (id, organisation_id, opportunity_id, use_case_id, product_id, version_id, owner_id, stage, stage_since, state, registered_by, registered_at, changed_at)
    select 'dep_' || n || '_' || d, 'org_t' || n, 'opp_' || n || '_' || d, 'use_' || n, 'pro_' || d, 'ver_' || d, 'acc_' || n, 'usual', '2026-09-01', 'running', 'seed', now(), now()
      from generate_series(1, PER_ORGANISATION) d;
    insert into monitoring_plans (id, organisation_id, deployment_id, period, starts_on, follow_up_days, grace_days, minimum_events, limits_after, owner_id, rules, concern_rule, on_signal, stop_rule, fixed_by, fixed_by_name, fixed_at)
    select 'pla_' || n || '_' || d, 'org_t' || n, 'dep_' || n || '_' || d, 'week', '2026-09-14', 0, 100, 8, 26, 'acc_' || n,
      array['special-cause','interval-beyond-pass-mark','missing-data'], 'two-periods-or-past-limit', 'Review.', 'Stop.', 'acc_' || n, 'Person', now()
      from generate_series(1, PER_ORGANISATION) d;
    insert into plan_thresholds (organisation_id, plan_id, name, value)
    select 'org_t' || n, 'pla_' || n || '_' || d, 'alert', 0.5 from generate_series(1, PER_ORGANISATION) d;
    insert into plan_measures (id, organisation_id, plan_id, place, measure, threshold, direction, pass_mark, unit)
    select 'plm_' || n || '_' || d || '_' || m.place, 'org_t' || n, 'pla_' || n || '_' || d, m.place, m.measure, m.threshold, m.direction, null, ''
      from generate_series(1, PER_ORGANISATION) d,
        (values (1, 'auroc', '', 'increase'), (2, 'sensitivity', 'alert', 'increase'), (3, 'specificity', 'alert', 'increase'),
          (4, 'brier', '', 'decrease'), (5, 'oe', '', 'neutral')) m (place, measure, threshold, direction);
    insert into intake_switches (id, organisation_id, deployment_id, controller_name, reason, processor_agreement, retention_days, switched_on_by, switched_on_by_name, switched_on_at)
    select 'isw_' || n || '_' || d, 'org_t' || n, 'dep_' || n || '_' || d, 'Bench Hospital Trust', 'To measure.', 'Agreement 1', 365, 'acc_' || n, 'Person', '2026-09-01'
      from generate_series(1, PER_ORGANISATION) d;
    insert into intake_progress (deployment_id, organisation_id, noted_until)
    select 'dep_' || n || '_' || d, 'org_t' || n, NOTED_UNTIL from generate_series(1, PER_ORGANISATION) d;
    insert into intake_windows (organisation_id, deployment_id, window_from, window_to, tally_due, tallied_at)
    select 'org_t' || n, 'dep_' || n || '_' || d, date '2026-09-14' + w * 7, date '2026-09-21' + w * 7, w = 9, case when w < 9 then now() end
      from generate_series(1, PER_ORGANISATION) d, generate_series(0, 9) w;
    insert into received_summaries (id, organisation_id, deployment_id, source, digest, generator, measure, dated_by_sender, dated_note, rows, used, excluded, dropped_groups, added, superseded, unchanged, received_at, received_by, received_by_name)
    select 'sum_' || n || '_' || d, 'org_t' || n, 'dep_' || n || '_' || d, 'rows', repeat('a', 64), 'bench', 'all', false, '', 1, 1, '{}', 0, 1, 0, 0, now(), 'seed', 'Seed'
      from generate_series(1, PER_ORGANISATION) d;
    insert into window_figures (id, organisation_id, deployment_id, summary_id, source, window_from, window_to, version_id, version_name, site, digest, rows, used, pending, dated_by_sender, dated_note, matures_on, final_on, computed_at, judged_at)
    select 'fig_' || n || '_' || d || '_' || w, 'org_t' || n, 'dep_' || n || '_' || d, 'sum_' || n || '_' || d, 'rows',
      date '2026-09-14' + w * 7, date '2026-09-21' + w * 7, 'ver_' || d, '1.0', '', repeat('b', 64), 500, 500, 0, false, '',
      date '2026-09-21' + w * 7, date '2026-12-30' + w * 7, now(), now()
      from generate_series(1, PER_ORGANISATION) d, generate_series(0, 8) w;
    insert into points (id, organisation_id, deployment_id, figures_id, source, measure, threshold, window_from, window_to, version_id, version_name, site, group_by, group_value, value, low, high, se, numerator, denominator, n, events, non_events, method, profile, shared, dated_by_sender, matures_on, final_on, computed_at)
    select 'poi_' || f.id || '_' || m.place, f.organisation_id, f.deployment_id, f.id, 'rows', m.measure, m.threshold, f.window_from, f.window_to, f.version_id, f.version_name, f.site, '', '',
      m.base + 0.02 * sin(extract(epoch from f.window_from) / 100000 + m.place), m.base - 0.04, m.base + 0.04, 0.02, 110, 130, 500, 150, 350, 'wilson 1', 'own',
      jsonb_build_object('suppressed', false, 'value', 0.86, 'low', 0.8, 'high', 0.9, 'n', 500, 'profile', 'hes-2018'),
      false, f.matures_on, f.final_on, now()
      from window_figures f,
        (values (1, 'auroc', '', 0.86), (2, 'sensitivity', 'alert', 0.86), (3, 'specificity', 'alert', 0.8), (4, 'brier', '', 0.1), (5, 'oe', '', 1.0)) m (place, measure, threshold, base)
      where f.organisation_id = 'org_t' || n;
  end loop;
end $$;
reset role;
