// How long the clock's job takes to close a week for many deployments, and how long a chart page and a
// stored figure take with all those events stored and with none:
// NODE_ENV=production node bench/closing/measure.mjs [DEPLOYMENTS] [EVENTS] [REQUESTS]. See README.md.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { systemActor } from '#kernel/actor.js'
import { migrate, readMigrations } from '#registry/migrate.js'
import { startEmbeddedPostgres } from '#registry/embedded/start-embedded-postgres.js'
import { openDuckDb } from '#telemetry/open-duckdb.js'
import { clock, composeOn } from './compose-on.mjs'
import { NOTED_UNTIL, seedEvents } from './seed-events.mjs'

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
  const app = await composeOn({
    directory,
    databaseUrl: postgres.url,
    path,
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

/** Times the pages in a process of its own, which has closed nothing and holds nothing of it. */
const timePages = async (path, name) => {
  const program = fileURLToPath(new URL('time-pages.mjs', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [
    program,
    directory,
    postgres.url,
    path,
    String(REQUESTS),
  ])
  for (const line of stdout.trim().split('\n')) say(`${name}: ${line}`)
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
  await opened.pop().close()
  const empty = join(directory, 'empty.duckdb')
  await (await openDuckDb({ path: empty, clock })).close()
  for (const turn of ['first', 'second']) {
    await timePages(path, `${EVENTS} events stored, ${turn}`)
    await timePages(empty, `no events stored, ${turn}`)
  }
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
