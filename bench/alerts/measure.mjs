// How long it takes from raising a concern to everybody who runs the version being told. See README.md.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { systemClock } from '#kernel/time.js'
import { composeWardround } from '#main/compose.js'
import { readConfig } from '#main/config.js'
import { raiseConcern, showAlert, triageConcern } from '#modules/concerns/index.js'
import { migrate, readMigrations } from '#registry/migrate.js'
import { startEmbeddedPostgres } from '#registry/embedded/start-embedded-postgres.js'
import { openDuckDb } from '#telemetry/open-duckdb.js'

const DEPLOYMENTS = Number(process.argv[2] ?? 1000)
const ROUNDS = Number(process.argv[3] ?? 5)
const say = (line) => process.stdout.write(`${line}\n`)
const directory = mkdtempSync(join(tmpdir(), 'wardround-bench-'))
const postgres = await startEmbeddedPostgres({
  dataDirectory: directory,
  log: { info: () => {}, warn: () => {} },
})

const SEED = `
  insert into organisations (id, name, kind, source, created_at, changed_at)
    select 'org_' || n, 'Bench Trust ' || n, 'trust', 'bench', now(), now() from generate_series(1, ${DEPLOYMENTS}) n;
  insert into organisations (id, name, kind, source, created_at, changed_at)
    select 'icb_' || n, 'Bench System ' || n, 'icb', 'bench', now(), now() from generate_series(0, 39) n;
  insert into organisations (id, name, kind, source, created_at, changed_at)
    values ('org_supplier', 'Bench Supplier', 'supplier', 'bench', now(), now());
  insert into system_memberships (id, organisation_id, system_id, member_from, confirmed_by, confirmed_at, source)
    select 'mem_' || n, 'org_' || n, 'icb_' || n % 40, '2026-04-01', 'bench', now(), 'bench'
      from generate_series(1, ${DEPLOYMENTS}) n;
  insert into people (id, name, email, created_at)
    select 'acc_' || n, 'Person ' || n, 'person' || n || '@bench.test', now() from generate_series(1, ${DEPLOYMENTS}) n;
  insert into memberships (id, organisation_id, person_id, role, held_from, given_by)
    select 'rol_' || n, 'org_' || n, 'acc_' || n, 'clinical-safety-officer', now(), 'bench'
      from generate_series(1, ${DEPLOYMENTS}) n;
  insert into products (id, supplier_id, name, registered_by_organisation_id, registered_by, registered_at, changed_at)
    values ('pro_1', 'org_supplier', 'Bench reader', 'org_supplier', 'bench', now(), now());
  insert into versions (id, product_id, organisation_id, name, registered_by, registered_at)
    values ('ver_1', 'pro_1', 'org_supplier', '1.0', 'bench', now());
  insert into use_cases (id, organisation_id, title, written_by, written_at)
    select 'use_' || n, 'org_' || n, 'Reading films', 'bench', now() from generate_series(1, ${DEPLOYMENTS}) n;
  insert into opportunities (id, organisation_id, title, problem, owner_id, state_since, put_forward_by, put_forward_at, changed_at)
    select 'opp_' || n, 'org_' || n, 'Films', 'Late films', 'acc_' || n, now(), 'bench', now(), now()
      from generate_series(1, ${DEPLOYMENTS}) n;
  insert into deployments (id, organisation_id, opportunity_id, use_case_id, product_id, version_id, owner_id, stage,
      stage_since, registered_by, registered_at, changed_at)
    select 'dep_' || n, 'org_' || n, 'opp_' || n, 'use_' || n, 'pro_1', 'ver_1', 'acc_' || n, 'usual', '2026-05-01',
      'bench', now(), now() from generate_series(1, ${DEPLOYMENTS}) n;
  analyze;`

const seed = async () => {
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 })
  await migrate(pool, await readMigrations('migrations/registry'))
  await pool.end()
  const there = new URL(postgres.superuserUrl)
  there.pathname = new URL(postgres.url).pathname
  const superuser = new pg.Client({ connectionString: there.href })
  await superuser.connect()
  try {
    await superuser.query(SEED)
  } finally {
    await superuser.end()
  }
}

const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)]
const took = async (work) => {
  const began = performance.now()
  const answer = await work()
  return { answer, ms: performance.now() - began }
}
const person = (number) => ({
  kind: 'person',
  id: `acc_${number}`,
  name: `Person ${number}`,
  organisationId: `org_${number}`,
  organisationName: `Bench Trust ${number}`,
  roles: ['clinical-safety-officer'],
})

try {
  await seed()
  const app = await composeWardround({
    config: readConfig({ WARDROUND_DATA: directory, LOG_LEVEL: 'silent' }),
    databaseUrl: postgres.url,
    telemetry: await openDuckDb({ path: join(directory, 't.duckdb'), clock: systemClock }),
    clock: systemClock,
    secret: 'a secret only for a benchmark, long enough to sign',
    mail: async () => {},
    isExample: false,
    worker: false,
    mayMigrate: true,
    onFault: (fault) => say(String(fault)),
  })
  const rounds = { told: [], queued: [], page: [] }
  let people = 0
  for (let round = 1; round <= ROUNDS; round += 1) {
    const issuer = person(round)
    const told = await took(async () => {
      const concern = await app.registry.run(raiseConcern, issuer, {
        deploymentId: `dep_${round}`,
        whatHappened: 'A film was missed',
      })
      return app.registry.run(triageConcern, issuer, {
        concernId: concern.id,
        revision: 1,
        severity: 'serious',
        kind: 'missed-finding',
        reason: 'Seen twice',
      })
    })
    people = told.answer.told
    rounds.told.push(told.ms)
    const { rows } = await app.registry.pool.query(
      `select data from jobs.job where data->>'handler' = 'notifications.on-alert' order by created_on desc limit 1`,
    )
    rounds.queued.push((await took(() => app.deliver(rows[0].data))).ms)
    const page = () => app.registry.read(showAlert, issuer, { id: told.answer.alertId })
    rounds.page.push((await took(page)).ms)
  }
  say(
    `${DEPLOYMENTS} deployments, ${people} told, ${ROUNDS} rounds, load ${loadavg()[0].toFixed(1)}`,
  )
  for (const [name, figures] of Object.entries(rounds)) {
    say(
      `${name}: median ${median(figures).toFixed(0)} ms, longest ${Math.max(...figures).toFixed(0)} ms`,
    )
  }
  await app.close()
} finally {
  await postgres.stop()
  rmSync(directory, { recursive: true, force: true })
}
