// How long the register's lists and its search take over HTTP, and how large a page is, with 10,000
// products and 100,000 deployments. See README.md.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
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
const WARM_UP = 60
const say = (line) => process.stdout.write(`${line}\n`)

const directory = mkdtempSync(join(tmpdir(), 'wardround-bench-'))
const postgres = await startEmbeddedPostgres({
  dataDirectory: directory,
  log: { info: () => {}, warn: () => {} },
})

const seed = async () => {
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 })
  await migrate(pool, await readMigrations('migrations/registry'))
  const began = performance.now()
  await pool.query(readFileSync('bench/register/seed.sql', 'utf8'))
  await pool.end()
  const keeper = new pg.Client({ connectionString: postgres.superuserUrl })
  await keeper.connect()
  await keeper.query('vacuum analyze')
  await keeper.end()
  say(`seeded in ${((performance.now() - began) / 1000).toFixed(0)} s`)
}

const actorOf = (number, roles = ['deployment-owner']) => ({
  kind: 'person',
  id: `acc_${number}`,
  name: `Person ${number}`,
  organisationId: `org_t${number}`,
  organisationName: `Bench Hospital Trust ${number}`,
  roles,
})

const VIEWERS = {
  'one of 29 organisations, 2,800 deployments seen': actorOf(500),
  'one of 301 organisations, 29,000 seen': actorOf(7),
  'alone, 100 seen': actorOf(1000),
}
const TERMS = [
  'chest',
  'triage 12',
  'scribe',
  'Bench Supplier 7',
  'lung use',
  'Trust 50',
  'zzz',
  'ret',
]

const LISTS = {
  'register, first page': () => '/register',
  'register, by stage': () => '/register?stage=pilot',
  'register, by product name': () => '/register?sort=product',
  'register, kind and state': () => '/register?kind=imaging&state=paused',
  products: () => '/register/products',
}
const SEARCHES = {
  'search deployments': (turn) =>
    `/register?search=${encodeURIComponent(TERMS[turn % TERMS.length])}`,
  'search products': (turn) =>
    `/register/products?search=${encodeURIComponent(TERMS[turn % TERMS.length])}`,
}

const p95 = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

const timed = async (url, viewer) => {
  const began = performance.now()
  const response = await fetch(url, { headers: { 'x-viewer': viewer } })
  const body = await response.text()
  if (response.status !== 200) throw new Error(`${url}: ${response.status}`)
  return { took: performance.now() - began, size: Buffer.byteLength(body) }
}

const measure = async (base, name, pathOf, viewer, atOnce = 1) => {
  const runs = []
  const batch = (turn) =>
    Promise.all(
      Array.from({ length: atOnce }, (_, place) => timed(base + pathOf(turn + place), viewer)),
    )
  // As many at once as are measured, so that as many connections are open and warm.
  for (let turn = 0; turn < WARM_UP; turn += atOnce) await batch(turn)
  for (let turn = 0; turn < REQUESTS; turn += atOnce) runs.push(...(await batch(turn)))
  const times = runs.map((run) => run.took)
  const size = Math.max(...runs.map((run) => run.size)) / 1024
  say(
    `${name.padEnd(34)} ${median(times).toFixed(1).padStart(7)} ${p95(times).toFixed(1).padStart(7)} ${size.toFixed(1).padStart(7)}`,
  )
}

try {
  await seed()
  const app = await composeWardround({
    config: readConfig({ WARDROUND_DATA: directory, LOG_LEVEL: 'silent' }),
    databaseUrl: postgres.url,
    telemetry: await openDuckDb({ path: join(directory, 't.duckdb'), clock: systemClock }),
    clock: systemClock,
    secret: 'a secret only for this measurement, long enough',
    mail: null,
    isExample: false,
    worker: false,
    mayMigrate: true,
    identify: async (request) => ({
      actor: VIEWERS[request.headers.get('x-viewer') ?? ''],
      sessionKey: 'bench',
      organisations: [],
    }),
    onFault: (fault) => say(String(fault)),
  })
  const server = await listen({ fetch: app.fetch, host: '127.0.0.1', port: 0, behindProxy: false })
  say(`load average ${loadavg()[0]?.toFixed(1)}; ${REQUESTS} requests a line; ms and KB`)
  for (const viewer of Object.keys(VIEWERS)) {
    say(`\n${viewer}\n${''.padEnd(34)}  median     p95      KB`)
    for (const [name, path] of Object.entries({ ...LISTS, ...SEARCHES }))
      await measure(server.url, name, path, viewer)
    await measure(server.url, 'register, 8 at once', LISTS['register, first page'], viewer, 8)
  }
  await server.close()
  await app.close()
} finally {
  await postgres.stop()
  rmSync(directory, { recursive: true, force: true })
}
