-- One deployment with 3 years of weekly figures: 5 measures at 4 sites (20 series), each window in 7
-- groups, two versions, 12 signals; and 3 partners on the same version with the same figures shared.
-- 40 other deployments hold as much, so that indexes matter. Written as the application's role.
set role wardround_app;
select set_config('wardround.actor', 'seed', false), set_config('wardround.authority', 'operator', false),
       set_config('wardround.day', '2026-11-02', false), set_config('wardround.organisation', '', false);
insert into organisations (id, ods_code, name, kind, source, created_at, changed_at)
values ('org_icb', 'QBB', 'Bench Care Board', 'icb', 'bench', now(), now());
insert into organisations (id, ods_code, name, kind, source, created_at, changed_at)
select 'org_t' || n, 'RB' || n, 'Bench Hospital Trust ' || n, 'trust', 'bench', now(), now() from generate_series(1, 4) n;
insert into organisations (id, name, kind, source, created_at, changed_at)
values ('org_s', 'Bench Supplier', 'supplier', 'bench', now(), now());
insert into system_memberships (id, organisation_id, system_id, member_from, confirmed_by, confirmed_at, source)
select 'mem_' || n, 'org_t' || n, 'org_icb', '2026-04-01', 'bench', now(), 'bench' from generate_series(1, 4) n;
insert into people (id, name, email, created_at)
select 'acc_' || n, 'Person ' || n, 'person' || n || '@example.nhs.test', now() from generate_series(1, 4) n;
do $$
begin
  perform set_config('wardround.organisation', 'org_s', true);
  insert into products (id, supplier_id, name, summary, kind, registered_by_organisation_id, registered_by, registered_at, claimed_at, changed_at)
  values ('pro_1', 'org_s', 'Bench triage', 'What it does.', 'triage', 'org_s', 'seed', now(), now(), now());
  insert into versions (id, product_id, organisation_id, name, registered_by, registered_at)
  select 'ver_' || v, 'pro_1', 'org_s', v || '.0', 'seed', now() from generate_series(1, 2) v;
  for n in 1..4 loop
    perform set_config('wardround.organisation', 'org_t' || n, true);
    insert into memberships (id, organisation_id, person_id, role, held_from, given_by)
    values ('mem_p' || n, 'org_t' || n, 'acc_' || n, 'deployment-owner', now(), 'seed');
    insert into use_cases (id, organisation_id, title, setting, written_by, written_at)
    values ('use_' || n, 'org_t' || n, 'Triage of letters', 'Clinic', 'seed', now());
    for d in 1..10 loop
      insert into opportunities (id, organisation_id, title, problem, owner_id, state, state_since, put_forward_by, put_forward_at, changed_at)
      values ('opp_' || n || '_' || d, 'org_t' || n, 'Opportunity', 'A problem.', 'acc_' || n, 'became-deployment', now(), 'seed', now(), now());
      insert into deployments (id, organisation_id, opportunity_id, use_case_id, product_id, version_id, owner_id, stage, stage_since, state, registered_by, registered_at, changed_at)
      values ('dep_' || n || '_' || d, 'org_t' || n, 'opp_' || n || '_' || d, 'use_' || n, 'pro_1', 'ver_2', 'acc_' || n, 'usual', '2023-11-01', 'running', 'seed', now(), now());
      insert into monitoring_plans (id, organisation_id, deployment_id, period, starts_on, follow_up_days, grace_days, minimum_events, limits_after, owner_id, rules, concern_rule, on_signal, stop_rule, fixed_by, fixed_by_name, fixed_at)
      values ('pla_' || n || '_' || d, 'org_t' || n, 'dep_' || n || '_' || d, 'week', '2023-11-06', 7, 14, 8, 26, 'acc_' || n,
        array['special-cause','interval-beyond-pass-mark','missing-data'], 'two-periods-or-past-limit', 'Review.', 'Stop.', 'acc_' || n, 'Person', now());
      insert into plan_thresholds (organisation_id, plan_id, name, value) values ('org_t' || n, 'pla_' || n || '_' || d, 'alert', 0.5);
      insert into plan_measures (id, organisation_id, plan_id, place, measure, threshold, direction, pass_mark, unit)
      select 'plm_' || n || '_' || d || '_' || m.place, 'org_t' || n, 'pla_' || n || '_' || d, m.place, m.measure, m.threshold, m.direction, m.mark, ''
        from (values (1, 'auroc', '', 'increase', 0.8), (2, 'sensitivity', 'alert', 'increase', 0.8),
          (3, 'specificity', 'alert', 'increase', 0.7), (4, 'brier', '', 'decrease', 0.2), (5, 'oe', '', 'increase', null)) m (place, measure, threshold, direction, mark);
      insert into received_summaries (id, organisation_id, deployment_id, source, digest, generator, measure, dated_by_sender, dated_note, rows, used, excluded, dropped_groups, added, superseded, unchanged, received_at, received_by, received_by_name)
      values ('sum_' || n || '_' || d, 'org_t' || n, 'dep_' || n || '_' || d, 'edge', repeat('a', 64), 'bench', 'all', false, '', 1, 1, '{}', 0, 1, 0, 0, now(), 'seed', 'Seed');
      insert into window_figures (id, organisation_id, deployment_id, summary_id, source, window_from, window_to, version_id, version_name, site, digest, rows, used, pending, dated_by_sender, dated_note, matures_on, final_on, computed_at, judged_at)
      select 'fig_' || n || '_' || d || '_' || w || '_' || s, 'org_t' || n, 'dep_' || n || '_' || d, 'sum_' || n || '_' || d, 'edge',
        date '2023-11-06' + w * 7, date '2023-11-13' + w * 7, 'ver_' || case when w < 100 then 1 else 2 end, case when w < 100 then '1.0' else '2.0' end,
        'Site ' || s, repeat('b', 64), 400, 400, 0, false, '', date '2023-11-20' + w * 7, date '2023-12-04' + w * 7, now(), now()
        from generate_series(0, 155) w, generate_series(1, 4) s;
      insert into points (id, organisation_id, deployment_id, figures_id, source, measure, threshold, window_from, window_to, version_id, version_name, site, group_by, group_value, value, low, high, se, numerator, denominator, n, events, non_events, method, profile, shared, dated_by_sender, matures_on, final_on, computed_at)
      select 'poi_' || f.id || '_' || m.place || '_' || g.place, f.organisation_id, f.deployment_id, f.id, 'edge', m.measure, m.threshold, f.window_from, f.window_to, f.version_id, f.version_name, f.site,
        g.name, g.value, m.base + 0.02 * sin(extract(epoch from f.window_from) / 100000 + m.place), m.base - 0.04, m.base + 0.04, 0.02, 110, 130, 400, 130, 270, 'wilson 1', 'hes-2018',
        case when g.name = '' then jsonb_build_object('suppressed', false, 'value', 0.86, 'low', 0.8, 'high', 0.9, 'n', 400, 'profile', 'hes-2018') end,
        false, f.matures_on, f.final_on, now()
        from window_figures f,
          (values (1, 'auroc', '', 0.86), (2, 'sensitivity', 'alert', 0.86), (3, 'specificity', 'alert', 0.8), (4, 'brier', '', 0.1), (5, 'oe', '', 1.0)) m (place, measure, threshold, base),
          (values (0, '', ''), (1, 'sex', 'female'), (2, 'sex', 'male'), (3, 'age_band', '18-44'), (4, 'age_band', '45-64'), (5, 'age_band', '65-74'), (6, 'age_band', '75 and over')) g (place, name, value)
        where f.deployment_id = 'dep_' || n || '_' || d and (d = 1 or g.place = 0);
    end loop;
    insert into signals (id, organisation_id, deployment_id, plan_id, subject, since, rule, way, measure, threshold, site, version_id, window_from, window_to, point_ids, sentence, owner_id, due, state, raised_at)
    select 'sig_' || n || '_' || s, 'org_t' || n, 'dep_' || n || '_1', 'pla_' || n || '_1', 'cause ' || s, '2026-10-19', 'one-side', 'wrong', case s % 2 when 0 then 'auroc' else 'brier' end, '', 'Site 1', 'ver_2', '2026-10-19', '2026-10-26', '{}',
      'AUROC at Site 1 was 0.86.', 'acc_' || n, '2026-11-09', case when s > 9 then 'new' else 'closed' end, now()
      from generate_series(1, 12) s;
  end loop;
end $$;
reset role;
