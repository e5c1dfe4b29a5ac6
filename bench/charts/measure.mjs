// How long the monitoring page of a deployment with 3 years of weekly figures in 20 series takes over
// HTTP, how large it is, and how PostgreSQL reads its points. See README.md.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, loadavg } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { systemClock } from '#kernel/time.js'
import { composeWardround } from '#main/compose.js'
import { readConfig } from '#main/config.js'
import { listen } from '#main/listen.js'
import { migrate, readMigrations } from '#registry/migrate.js'
import { startEmbeddedPostgres } from '#registry/embedded/start-embedded-postgres.js'
import { openDuckDb } from '#telemetry/open-duckdb.js'

const REQUESTS = Number(process.argv[2] ?? 200)
/** Where to leave the first page, to look at it. */
const KEEP = process.argv[3]
const WARM_UP = 30
const DEPLOYMENT = 'dep_1_1'
const say = (line) => process.stdout.write(`${line}\n`)

const VIEWER = {
  kind: 'person',
  id: 'acc_1',
  name: 'Person 1',
  organisationId: 'org_t1',
  organisationName: 'Bench Hospital Trust 1',
  roles: ['deployment-owner'],
}

const directory = mkdtempSync(join(tmpdir(), 'wardround-bench-'))
const postgres = await startEmbeddedPostgres({
  dataDirectory: directory,
  log: { info: () => {}, warn: () => {} },
})

const seed = async () => {
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 })
  try {
    await migrate(pool, await readMigrations('migrations/registry'))
    await pool.query(readFileSync('bench/charts/seed.sql', 'utf8'))
  } finally {
    await pool.end()
  }
  const database = new URL(postgres.superuserUrl)
  database.pathname = new URL(postgres.url).pathname
  const keeper = new pg.Client({ connectionString: database.href })
  keeper.on('error', () => {})
  await keeper.connect()
  await keeper.query('vacuum analyze')
  const { rows } = await keeper.query('select count(*) from points')
  say(`${rows[0]?.count} points`)
  await keeper.end()
}

/** What PostgreSQL reads for the page's two large questions, as the application's role. */
const explain = async () => {
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  try {
    await client.query(`begin; set local role wardround_app;
      select set_config('wardround.organisation', 'org_t1', true), set_config('wardround.actor', 'acc_1', true),
        set_config('wardround.day', '2026-11-02', true), set_config('wardround.authority', 'person', true)`)
    for (const question of [
      `select * from points where deployment_id = '${DEPLOYMENT}' and superseded_by is null and group_by = '' and ((measure = 'auroc' and threshold = '') or (measure = 'sensitivity' and threshold = 'alert') or (measure = 'specificity' and threshold = 'alert') or (measure = 'brier' and threshold = '') or (measure = 'oe' and threshold = '')) order by window_from, computed_at`,
      `select * from shared_on_version('ver_2', 'auroc', '', 8)`,
      `select * from points where deployment_id = '${DEPLOYMENT}' and superseded_by is null and group_by <> '' and window_from = '2026-10-26' and measure = 'auroc' and threshold = '' and site = 'Site 1'`,
    ]) {
      const { rows } = await client.query(`explain (analyze, costs off) ${question}`)
      say(`\n${question.slice(0, 90)}`)
      for (const row of rows) say(`  ${row['QUERY PLAN'].slice(0, 160)}`)
    }
  } finally {
    await client.end()
  }
}

const at = (times, share) =>
  (times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(1).padStart(8)

const measure = async (url, name) => {
  const times = []
  let body = ''
  const cpu = { before: process.cpuUsage(), after: process.cpuUsage() }
  for (let turn = -WARM_UP; turn < REQUESTS; turn += 1) {
    if (turn === 0) cpu.before = process.cpuUsage()
    const began = performance.now()
    const response = await fetch(url)
    body = await response.text()
    if (response.status !== 200) throw new Error(`${url}: ${response.status}`)
    if (turn >= 0) times.push(performance.now() - began)
  }
  cpu.after = process.cpuUsage(cpu.before)
  const spent = (cpu.after.user + cpu.after.system) / 1000 / REQUESTS
  const size = Buffer.byteLength(body) / 1024
  say(
    `${name.padEnd(26)}${at(times, 0.5)}${at(times, 0.95)}${spent.toFixed(1).padStart(8)}${size.toFixed(1).padStart(8)}`,
  )
  return body
}

try {
  await seed()
  await explain()
  const app = await composeWardround({
    config: readConfig({ WARDROUND_DATA: directory, LOG_LEVEL: 'silent' }),
    databaseUrl: postgres.url,
    telemetry: await openDuckDb({ path: join(directory, 't.duckdb'), clock: systemClock }),
    clock: systemClock,
    secret: 'a secret only for this measurement, long enough',
    mail: async () => {},
    isExample: false,
    worker: false,
    mayMigrate: true,
    identify: async () => ({ actor: VIEWER, sessionKey: 'bench', organisations: [] }),
    onFault: (fault) => say(String(fault?.stack ?? fault)),
  })
  const server = await listen({ fetch: app.fetch, host: '127.0.0.1', port: 0, behindProxy: false })
  const page = `${server.url}/register/deployments/${DEPLOYMENT}/monitoring`
  say(`load average ${loadavg()[0]?.toFixed(1)}; ${REQUESTS} requests a line`)
  say(`${''.padEnd(26)}  median     p95     cpu      KB`)
  const body = await measure(page, 'monitoring')
  await measure(`${page}?measure=sensitivity&threshold=alert&site=Site+3`, 'another series')
  await measure(`${server.url}/healthz`, 'a page without any work')
  if (KEEP) writeFileSync(KEEP, body)
  await server.close()
  await app.close()
} catch (fault) {
  say(String(fault?.stack ?? fault))
  process.exitCode = 1
} finally {
  await postgres.stop()
  rmSync(directory, { recursive: true, force: true })
}
