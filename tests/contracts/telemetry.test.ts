import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openClickHouse } from '#telemetry/open-clickhouse.js'
import { openDuckDb } from '#telemetry/open-duckdb.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import { hasClickHouse, startClickHouse, type ClickHouseServer } from './clickhouse-server.js'
import { keep, newScope, outcome, prediction, rowsOf, WEEK } from './telemetry-events.js'
import { describeTelemetryStore } from './telemetry-store.js'

let directory: string
let duckDb: TelemetryStore

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wardround-telemetry-'))
  duckDb = await openDuckDb({ path: join(directory, 'telemetry.duckdb') })
})

afterAll(async () => {
  await duckDb.close()
  await rm(directory, { recursive: true })
})

describeTelemetryStore('DuckDB', () => duckDb)

describe.skipIf(!hasClickHouse())('ClickHouse (skipped where npm has no chDB or bun)', () => {
  let server: ClickHouseServer
  let clickHouse: TelemetryStore

  beforeAll(async () => {
    server = await startClickHouse()
    clickHouse = await openClickHouse({ url: server.url })
  })

  afterAll(async () => {
    await clickHouse.close()
    await server.stop()
  })

  describeTelemetryStore('ClickHouse', () => clickHouse)

  it('gives the rows and counts that DuckDB gives', async () => {
    const scope = newScope()
    const events = Array.from({ length: 3000 }, (_, n) =>
      prediction(`${n % 2500}`, n % 170, ((n * 7919) % 1000) / 1000, {
        eventId: `${n}`,
        version: `${n % 3}`,
        ...(n % 5 ? { site: `site ${n % 4}` } : {}),
        decision: n % 7 > 3 ? 1 : 0,
      }),
    )
    const outcomes = events
      .filter((_, n) => n % 3 > 0)
      .map((event, n) => outcome(event.predictionId, n, n % 4 ? 0 : 1, { eventId: `${n}` }))
    for (const store of [duckDb, clickHouse]) await keep(store, scope, events, outcomes)
    const thresholds = [0.1, 0.25, 0.333, 0.999]
    const counted = await duckDb.tally(scope, WEEK, thresholds)
    expect(counted.length).toBeGreaterThan(10)
    expect(await clickHouse.tally(scope, WEEK, thresholds)).toEqual(counted)
    expect(await rowsOf(clickHouse, scope)).toEqual(await rowsOf(duckDb, scope))
  })

  it('moves from one engine to the other by export and import', async () => {
    const scope = newScope()
    const files = join(directory, 'move')
    await keep(duckDb, scope, [prediction('a', 1, 0.1 + 0.2)], [outcome('a', 2, 1)])
    await duckDb.exportAll(files, scope)
    await clickHouse.importAll(files)
    expect(await rowsOf(clickHouse, scope)).toEqual(await rowsOf(duckDb, scope))
  })

  it('has every acknowledged event after kill -9 of the server', async () => {
    const scope = newScope()
    let acknowledged = 0
    const sending = (async () => {
      for (let n = 0; ; n += 1) {
        const events = Array.from({ length: 100 }, (_, k) => prediction(`${n}-${k}`, 1, 0.5))
        await clickHouse.append(scope, { kind: 'predictions', events })
        acknowledged += events.length
      }
    })().catch((error: unknown) => error)
    await vi.waitUntil(() => acknowledged >= 1000, { timeout: 30_000 })
    await server.crash()
    expect(await sending).toMatchObject({ code: 'unavailable' })
    const { predictions } = await clickHouse.counts(scope)
    expect(predictions).toBeGreaterThanOrEqual(acknowledged)
    expect(predictions).toBeLessThanOrEqual(acknowledged + 100)
  })
})
