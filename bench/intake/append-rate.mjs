// Rows a second that the DuckDB telemetry store acknowledges, in batches of 1,000, on one core:
//   npm run build && taskset -c 0 node bench/intake/append-rate.mjs [ROWS] [SENDERS]
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDuckDb } from '../../dist/telemetry/open-duckdb.js'

const rows = Number(process.argv[2] ?? 500_000)
const senders = Number(process.argv[3] ?? 1)
const BATCH = 1000
const scope = {
  organisationId: 'org_01jz8k3v9m2x4c6b8n0p2q4r6s',
  deploymentId: 'dep_01jz8k3v9m2x4c6b8n0p2q4r6s',
}
const predictionsFrom = (first) =>
  Array.from({ length: BATCH }, (_, n) => ({
    eventId: `4f1c9d7e-event-${first + n}`,
    predictionId: `4f1c9d7e-prediction-${first + n}`,
    occurredAt: new Date(1_767_571_200_000 + (first + n) * 1000),
    score: Math.sin(first + n) / 2 + 0.5,
    version: '2.1',
    site: `Site ${n % 4}`,
    groups: { sex: n % 2 ? 'female' : 'male', age: '60 to 69' },
  }))

const directory = await mkdtemp(join(tmpdir(), 'wardround-bench-'))
const path = join(directory, 'telemetry.duckdb')
const store = await openDuckDb({ path, threads: 1 })
let next = 0
const waits = []
const send = async () => {
  while (next < rows) {
    const first = next
    next += BATCH
    const started = performance.now()
    await store.append(scope, { kind: 'predictions', events: predictionsFrom(first) })
    waits.push(performance.now() - started)
  }
}
const started = performance.now()
await Promise.all(Array.from({ length: senders }, send))
const seconds = (performance.now() - started) / 1000
const { predictions } = await store.counts(scope)
const span = { from: new Date(1_767_571_200_000), to: new Date(1_767_571_200_000 + rows * 1000) }
const tallyStarted = performance.now()
await store.tally(scope, span, [0.5])
const tallySeconds = (performance.now() - tallyStarted) / 1000
const readStarted = performance.now()
let read = 0
for await (const batch of store.joinedRows(scope, span)) read += batch.length
const readSeconds = (performance.now() - readStarted) / 1000
await store.close()
waits.sort((a, b) => a - b)
console.log({
  rows: predictions,
  senders,
  rowsPerSecond: Math.round(rows / seconds),
  medianMs: waits[Math.floor(waits.length / 2)],
  p95Ms: waits[Math.floor(waits.length * 0.95)],
  tallySeconds,
  joinedRowsPerSecond: Math.round(read / readSeconds),
  megabytes: (await stat(path)).size / 1e6,
  residentMegabytes: process.memoryUsage.rss() / 1e6,
})
await rm(directory, { recursive: true })
