-- 1,236 organisations, 10,000 products with two versions each, 100,000 deployments, written as the
-- application's role under row-level security. One system is large (301 organisations), one
-- organisation belongs to none. Deterministic: setseed.
select setseed(0.42);
set role wardround_app;
select set_config('wardround.actor', 'seed', false), set_config('wardround.authority', 'operator', false),
       set_config('wardround.day', '2026-11-02', false), set_config('wardround.organisation', '', false);

create temporary table words (place integer, first text, second text);
insert into words
select n,
  (array['Chest','Stroke','Retina','Letter','Clinic','Theatre','Ward','Sepsis','Falls','Bed','Skin','Lung','Breast','Prostate','Renal','Cardiac','Triage','Referral','Coding','Pharmacy'])[1 + n % 20],
  (array['triage','reader','helper','scribe','forecast','sorter','planner','scan','monitor','coder','writer','finder','alert','companion','assistant'])[1 + (n / 20) % 15]
from generate_series(0, 299) n;

insert into organisations (id, ods_code, name, kind, source, created_at, changed_at)
select 'org_icb' || n, 'QB' || n, 'Bench Care Board ' || n, 'icb', 'bench', now(), now() from generate_series(1, 36) n;
insert into organisations (id, ods_code, name, kind, source, created_at, changed_at)
select 'org_t' || n, 'RB' || n, 'Bench Hospital Trust ' || n, 'trust', 'bench', now(), now() from generate_series(1, 1000) n;
insert into organisations (id, name, kind, source, created_at, changed_at)
select 'org_s' || n, 'Bench Supplier ' || n, 'supplier', 'bench', now(), now() from generate_series(1, 200) n;
-- trust 1000 is in no system; 1 to 300 are in the large one
insert into system_memberships (id, organisation_id, system_id, member_from, confirmed_by, confirmed_at, source)
select 'mem_' || n, 'org_t' || n, 'org_icb' || case when n <= 300 then 1 else 2 + n % 35 end, '2026-04-01', 'bench', now(), 'bench'
  from generate_series(1, 999) n;
insert into people (id, name, email, created_at)
select 'acc_' || n, 'Person ' || n, 'person' || n || '@example.nhs.test', now() from generate_series(1, 1000) n;

do $$
begin
  for n in 1..200 loop
    perform set_config('wardround.organisation', 'org_s' || n, true);
    insert into products (id, supplier_id, name, summary, kind, registered_by_organisation_id, registered_by, registered_at, claimed_at, changed_at)
    select 'pro_' || n || '_' || p, 'org_s' || n, w.first || ' ' || w.second || ' ' || (n * 50 + p), 'What it does, in one sentence.',
      (array['imaging','triage','ambient-scribe','administration','language-model','prediction','other'])[1 + p % 7],
      'org_s' || n, 'seed', now(), now(), now()
      from generate_series(1, 50) p join words w on w.place = (n * 7 + p) % 300;
    insert into versions (id, product_id, organisation_id, name, registered_by, registered_at)
    select 'ver_' || n || '_' || p || '_' || v, 'pro_' || n || '_' || p, 'org_s' || n, v || '.0', 'seed', now()
      from generate_series(1, 50) p, generate_series(1, 2) v;
  end loop;
  for n in 1..1000 loop
    perform set_config('wardround.organisation', 'org_t' || n, true);
    insert into memberships (id, organisation_id, person_id, role, held_from, given_by)
    values ('mem_p' || n, 'org_t' || n, 'acc_' || n, 'deployment-owner', now(), 'seed');
    insert into use_cases (id, organisation_id, title, setting, written_by, written_at)
    select 'use_' || n || '_' || u, 'org_t' || n, w.first || ' use: ' || w.second || ' for unit ' || u, 'Emergency department', 'seed', now()
      from generate_series(1, 20) u join words w on w.place = (n + u * 13) % 300;
    insert into opportunities (id, organisation_id, title, problem, owner_id, state, state_since, put_forward_by, put_forward_at, changed_at)
    select 'opp_' || n || '_' || d, 'org_t' || n, 'Opportunity ' || d, 'A problem.', 'acc_' || n, 'became-deployment', now(), 'seed', now(), now()
      from generate_series(1, 100) d;
    insert into deployments (id, organisation_id, opportunity_id, use_case_id, product_id, version_id, owner_id, stage, stage_since, state, held_back, registered_by, registered_at, changed_at)
    select 'dep_' || lpad(n::text, 4, '0') || '_' || d, 'org_t' || n, 'opp_' || n || '_' || d, 'use_' || n || '_' || (1 + d % 20),
      'pro_' || x.s || '_' || x.p, 'ver_' || x.s || '_' || x.p || '_' || (1 + d % 2), 'acc_' || n,
      (array['assess','pilot','implement','usual','usual','usual','scale'])[1 + (n + d) % 7],
      date '2026-01-01' + (random() * 300)::integer,
      case when d % 50 = 0 then 'paused' else 'running' end, d % 25 = 0, 'seed', now(),
      timestamptz '2026-01-01' + random() * interval '300 days'
      from (select d, 1 + (random() * 199)::integer as s, 1 + (random() * 49)::integer as p from generate_series(1, 100) d) x;
  end loop;
end $$;
reset role;
