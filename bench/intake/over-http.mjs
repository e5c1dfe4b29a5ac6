// Rows a second taken in over HTTP in batches of 1,000, the server on one core, and whether each that
// was acknowledged is there after kill -9. See README.md.
//   npm run build && NODE_ENV=production node bench/intake/over-http.mjs [ROWS] [SENDERS] [PROFILE-DIRECTORY]
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrate, readMigrations } from '#registry/migrate.js'
import { startEmbeddedPostgres } from '#registry/embedded/start-embedded-postgres.js'

const ROWS = Number(process.argv[2] ?? 200_000)
const SENDERS = Number(process.argv[3] ?? 4)
const PROFILE = process.argv[4]
const BATCH = 1000
const say = (line) => process.stdout.write(`${line}\n`)

const SEED = `
set role wardround_app;
select set_config('wardround.actor', 'seed', false), set_config('wardround.authority', 'operator', false),
       set_config('wardround.day', '2026-11-02', false), set_config('wardround.organisation', '', false);
insert into organisations (id, name, kind, source, created_at, changed_at)
values ('org_1', 'Bench Hospital Trust', 'trust', 'bench', now(), now()), ('org_s', 'Bench Supplier', 'supplier', 'bench', now(), now());
insert into people (id, name, email, created_at) values ('acc_1', 'Bench', 'bench@example.nhs.test', now());
select set_config('wardround.organisation', 'org_s', false);
insert into products (id, supplier_id, name, summary, kind, registered_by_organisation_id, registered_by, registered_at, claimed_at, changed_at)
values ('pro_1', 'org_s', 'Bench triage', 'What it does.', 'triage', 'org_s', 'seed', now(), now(), now());
insert into versions (id, product_id, organisation_id, name, registered_by, registered_at) values ('ver_1', 'pro_1', 'org_s', '2.1', 'seed', now());
select set_config('wardround.organisation', 'org_1', false);
insert into memberships (id, organisation_id, person_id, role, held_from, given_by) values ('mem_1', 'org_1', 'acc_1', 'administrator', now(), 'seed');
insert into use_cases (id, organisation_id, title, setting, written_by, written_at) values ('use_1', 'org_1', 'Triage', 'Clinic', 'seed', now());
insert into opportunities (id, organisation_id, title, problem, owner_id, state, state_since, put_forward_by, put_forward_at, changed_at)
values ('opp_1', 'org_1', 'Opportunity', 'A problem.', 'acc_1', 'became-deployment', now(), 'seed', now(), now());
insert into deployments (id, organisation_id, opportunity_id, use_case_id, product_id, version_id, owner_id, stage, stage_since, state, registered_by, registered_at, changed_at)
values ('dep_1', 'org_1', 'opp_1', 'use_1', 'pro_1', 'ver_1', 'acc_1', 'usual', now(), 'running', 'seed', now(), now());
insert into deployment_versions (id, organisation_id, deployment_id, version_id, ran_from, noted_by, noted_at) values ('cha_1', 'org_1', 'dep_1', 'ver_1', '2020-01-01', 'seed', now());
insert into intake_switches (id, organisation_id, deployment_id, controller_name, reason, processor_agreement, retention_days, switched_on_by, switched_on_by_name, switched_on_at)
values ('swi_1', 'org_1', 'dep_1', 'Bench', 'Bench', 'Bench', 1000, 'acc_1', 'Bench', now());`

const START = Date.now() - 20 * 86_400_000
const bodyFrom = (first) =>
  Array.from({ length: BATCH }, (_, n) =>
    JSON.stringify({
      event_id: `4f1c9d7e-event-${first + n}`,
      prediction_id: `4f1c9d7e-prediction-${first + n}`,
      at: new Date(START + (first + n) * 1000).toISOString(),
      score: Math.sin(first + n) / 2 + 0.5,
      decision: n % 2,
      version: '2.1',
      site: `Site ${n % 4}`,
      groups: { sex: n % 2 ? 'female' : 'male', age: '60 to 69' },
    }),
  ).join('\n')

const directory = mkdtempSync(join(tmpdir(), 'wardround-bench-'))
const postgres = await startEmbeddedPostgres({
  dataDirectory: directory,
  log: { info: () => {}, warn: () => {} },
})

const startServer = async (flags = []) => {
  const script = fileURLToPath(new URL('server.mjs', import.meta.url))
  const child = spawn(
    'taskset',
    ['-c', '0', process.execPath, ...flags, script, directory, postgres.url],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  )
  const ready = await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
  })
  const ask = () =>
    new Promise((resolve) => {
      child.once('message', resolve)
      child.send('figures')
    })
  const end = (signal) =>
    new Promise((resolve) => {
      child.once('exit', resolve)
      child.kill(signal)
    })
  return { ...ready, ask, end }
}

const at = (times, share) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0

try {
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 })
  await migrate(pool, await readMigrations('migrations/registry'))
  await pool.query(SEED)
  await pool.end()
  const bodies = Array.from({ length: ROWS / BATCH }, (_, n) => bodyFrom(n * BATCH))
  const server = await startServer(PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${PROFILE}`] : [])
  const waits = []
  let next = 0
  let acknowledged = 0
  const send = async () => {
    while (next < bodies.length) {
      const body = bodies[next]
      next += 1
      const began = performance.now()
      const response = await fetch(`${server.url}/api/v1/deployments/dep_1/predictions`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${server.key}`,
          'content-type': 'application/x-ndjson',
        },
        body,
      })
      const answer = await response.json()
      if (response.status !== 200) throw new Error(JSON.stringify(answer))
      acknowledged += answer.accepted
      waits.push(performance.now() - began)
    }
  }
  const load = loadavg()[0]?.toFixed(1)
  const before = await server.ask()
  const began = performance.now()
  await Promise.all(Array.from({ length: SENDERS }, send))
  const seconds = (performance.now() - began) / 1000
  const after = await server.ask()
  const cpu = (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / 1e6
  say(`load average ${load}; ${SENDERS} senders; the server on one core`)
  say(`${acknowledged} rows acknowledged: ${Math.round(acknowledged / seconds)} rows/s`)
  say(`${Math.round(acknowledged / cpu)} rows for each second of processor time of the server`)
  say(`a batch: median ${at(waits, 0.5).toFixed(0)} ms, p95 ${at(waits, 0.95).toFixed(0)} ms`)
  say(`resident ${(after.rss / 1e6).toFixed(0)} MB`)
  await server.end(PROFILE ? 'SIGINT' : 'SIGKILL')
  const again = await startServer()
  say(`after kill -9: ${again.kept} rows kept, ${acknowledged - again.kept} lost`)
  if (again.kept < acknowledged) process.exitCode = 1
  await again.end('SIGKILL')
} catch (fault) {
  say(String(fault?.stack ?? fault))
  process.exitCode = 1
} finally {
  await postgres.stop()
  rmSync(directory, { recursive: true, force: true })
}
