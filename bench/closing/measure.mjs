// How long the clock's job takes to close a week for many deployments, and how long a chart page and a
// stored figure take with all those events stored and with none:
// NODE_ENV=production node bench/closing/measure.mjs [DEPLOYMENTS] [EVENTS] [REQUESTS]. See README.md.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { systemActor } from '#kernel/actor.js'
import { composeWardround } from '#main/compose.js'
import { readConfig } from '#main/config.js'
import { listen } from '#main/listen.js'
import { migrate, readMigrations } from '#registry/migrate.js'
import { startEmbeddedPostgres } from '#registry/embedded/start-embedded-postgres.js'
import { openDuckDb } from '#telemetry/open-duckdb.js'
import { NOTED_UNTIL, NOW, seedEvents } from './seed-events.mjs'

const DEPLOYMENTS = Number(process.argv[2] ?? 10_000)
const EVENTS = Number(process.argv[3] ?? 100_000_000)
const ORGANISATIONS = 100
const EACH = DEPLOYMENTS / ORGANISATIONS
const REQUESTS = Number(process.argv[4] ?? 200)
const JOB = 'monitoring.close-windows'
const began = performance.now()
const say = (line) =>
  process.stdout.write(
    `${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}\n`,
  )
const clock = { now: () => new Date(NOW) }
const VIEWER = {
  kind: 'person',
  id: 'acc_1',
  name: 'Person 1',
  organisationId: 'org_t1',
  organisationName: 'Bench Hospital Trust 1',
  roles: ['deployment-owner'],
}

const directory = mkdtempSync(join(tmpdir(), 'wardround-closing-'))
const postgres = await startEmbeddedPostgres({
  dataDirectory: directory,
  log: { info: () => {}, warn: () => {} },
})

const seedRegistry = async () => {
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 })
  try {
    await migrate(pool, await readMigrations('migrations/registry'))
    const text = readFileSync('bench/closing/seed.sql', 'utf8')
      .replaceAll('PER_ORGANISATION', String(EACH))
      .replaceAll('ORGANISATIONS', String(ORGANISATIONS))
      .replaceAll('NOTED_UNTIL', String(NOTED_UNTIL))
    await pool.query(text)
  } finally {
    await pool.end()
  }
}

const opened = []

const open = async (path) => {
  const app = await composeWardround({
    config: readConfig({ WARDROUND_DATA: directory, LOG_LEVEL: 'silent' }),
    databaseUrl: postgres.url,
    telemetry: await openDuckDb({ path, clock }),
    clock,
    secret: 'a secret only for this measurement, long enough',
    mail: async () => {},
    isExample: false,
    worker: false,
    mayMigrate: true,
    identify: async () => ({ actor: VIEWER, sessionKey: 'bench', organisations: [] }),
    identifyKey: async () => ({ ...VIEWER, scopes: ['monitoring:read'] }),
    onFault: (fault) => say(String(fault?.stack ?? fault)),
  })
  opened.push(app)
  return app
}

const asRegistry = async (text) => {
  const database = new URL(postgres.superuserUrl)
  database.pathname = new URL(postgres.url).pathname
  const client = new pg.Client({ connectionString: database.href })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** Runs the job once, as the clock does. */
const runJob = async (app) => {
  const job = app.modules.flatMap(({ clockJobs = [] }) => clockJobs).find((one) => one.name === JOB)
  const enter = (organisation) => app.registry.doorsFor(systemActor(JOB, organisation))
  const cpu = process.cpuUsage()
  const started = performance.now()
  await job.run({ ...enter(null), now: clock.now(), newId: app.newId, as: enter, once: enter })
  const { user, system } = process.cpuUsage(cpu)
  return { seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 }
}

const at = (times, share) =>
  (times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(1)

const timeRequests = async (app, name) => {
  const server = await listen({ fetch: app.fetch, host: '127.0.0.1', port: 0, behindProxy: false })
  const paths = {
    'chart page': '/register/deployments/dep_1_1/monitoring',
    'stored figures': '/api/v1/deployments/dep_1_1/points',
  }
  try {
    for (const [what, path] of Object.entries(paths)) {
      const times = await timesOf(`${server.url}${path}`)
      say(`${what}, ${name}: median ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms`)
    }
  } finally {
    await server.close()
  }
}

const timesOf = async (url) => {
  const times = []
  for (let turn = -Math.min(30, REQUESTS); turn < REQUESTS; turn += 1) {
    const from = performance.now()
    const response = await fetch(url)
    await response.text()
    if (response.status !== 200) throw new Error(`${url}: ${response.status}`)
    if (turn >= 0) times.push(performance.now() - from)
  }
  return times
}

const load = () => `load ${loadavg()[0].toFixed(1)}`

try {
  const path = join(directory, 'telemetry.duckdb')
  await seedRegistry()
  await asRegistry('vacuum analyze')
  await (await openDuckDb({ path, clock })).close()
  await seedEvents(path, { events: EVENTS, organisations: ORGANISATIONS, each: EACH })
  say(
    `${DEPLOYMENTS} deployments, ${EVENTS} events in ${(statSync(path).size / 1e6).toFixed(0)} MB; ${load()}`,
  )
  const app = await open(path)
  const { seconds, cpu } = await runJob(app)
  const [closed] = await asRegistry(`select count(*) filter (where tally_due) as due,
    count(*) filter (where problem is not null) as problems from intake_windows where window_to = '2026-11-23'`)
  const [stored] =
    await asRegistry(`select count(distinct deployment_id) as deployments, count(*) as points
    from points where window_to = '2026-11-23'`)
  say(
    `closed in ${seconds.toFixed(1)} s (${cpu.toFixed(0)} s of this process): ${stored.deployments} deployments, ${stored.points} points; ${closed.due} left due, ${closed.problems} with a problem; peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB; ${load()}`,
  )
  const again = await runJob(app)
  say(`the next run, with nothing due: ${again.seconds.toFixed(1)} s; ${load()}`)
  await asRegistry('vacuum analyze')
  await timeRequests(app, `${EVENTS} events stored`)
  await opened.pop().close()
  await timeRequests(await open(join(directory, 'empty.duckdb')), 'no events stored')
  say(load())
} catch (fault) {
  say(String(fault?.stack ?? fault))
  process.exitCode = 1
} finally {
  for (const app of opened) await app.close()
  await postgres.stop()
  rmSync(directory, { recursive: true, force: true })
}
process.exit()
