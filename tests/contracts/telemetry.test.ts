import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { shardOf } from '#telemetry/cluster-engine.js'
import { engineAt, openClickHouse } from '#telemetry/open-clickhouse.js'
import { openDuckDb } from '#telemetry/open-duckdb.js'
import { readAll } from '#telemetry/sql-engine.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import { hasChDb, openChDb } from './chdb-in-process.js'
import {
  hasClickHouse,
  startClickHouseCluster,
  type ClickHouseCluster,
} from './clickhouse-server.js'
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

/** What two engines must answer alike, to the last digit. */
const describeEquality = (name: string, open: () => TelemetryStore): void => {
  it(`${name} gives the rows and counts that DuckDB gives`, async () => {
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
    for (const store of [duckDb, open()]) await keep(store, scope, events, outcomes)
    const thresholds = [0.1, 0.25, 0.333, 0.999]
    const counted = await duckDb.tally(scope, WEEK, thresholds)
    expect(counted.length).toBeGreaterThan(10)
    expect(await open().tally(scope, WEEK, thresholds)).toEqual(counted)
    expect(await rowsOf(open(), scope)).toEqual(await rowsOf(duckDb, scope))
  })

  it(`moves from DuckDB to ${name} by export and import`, async () => {
    const scope = newScope()
    const files = join(directory, name.replaceAll(' ', '-'))
    await keep(duckDb, scope, [prediction('a', 1, 0.1 + 0.2)], [outcome('a', 2, 1)])
    await duckDb.exportAll(files, scope)
    await open().importAll(files)
    expect(await rowsOf(open(), scope)).toEqual(await rowsOf(duckDb, scope))
  })
}

describe.skipIf(!hasChDb())('chDB in process (skipped where npm has none)', () => {
  let chDb: TelemetryStore

  beforeAll(async () => {
    chDb = await openChDb(join(directory, 'chdb'))
  })
  afterAll(() => chDb.close())

  describeTelemetryStore('chDB in process', () => chDb)
  describeEquality('chDB in process', () => chDb)
})

describe.skipIf(!hasClickHouse())('ClickHouse (skipped where npm has no chDB or bun)', () => {
  let cluster: ClickHouseCluster
  let clickHouse: TelemetryStore

  beforeAll(async () => {
    cluster = await startClickHouseCluster()
    clickHouse = await openClickHouse({ url: cluster.url })
  })

  afterAll(async () => {
    await clickHouse.close()
    await cluster.stop()
  })

  const onEachShard = async (sql: string): Promise<number[]> => {
    const counts: number[] = []
    for (const url of cluster.shardUrls) {
      const shard = engineAt(url)
      counts.push(Number((await readAll(shard, { text: sql, params: {} }, 60))[0]?.['n']))
      await shard.close()
    }
    return counts
  }

  describeTelemetryStore('two ClickHouse servers', () => clickHouse)
  describeEquality('two ClickHouse servers', () => clickHouse)

  it('has used both servers, each deployment whole on one of them', async () => {
    const counts = await onEachShard('select count(*) as n from predictions')
    expect(Math.min(...counts)).toBeGreaterThan(0)
    const places = await readEntrance(
      cluster,
      `select max(servers) as n from (
        select count(distinct _shard_num) as servers from predictions
        group by organisation_id, deployment_id)`,
    )
    expect(places).toBe(1)
  })

  it('opens again without changing what is there', async () => {
    const before = await onEachShard('select count(*) as n from predictions')
    const again = await openClickHouse({ url: cluster.url })
    expect(await again.health()).toMatchObject({ engine: 'clickhouse' })
    await again.close()
    expect(await onEachShard('select count(*) as n from predictions')).toEqual(before)
  })

  it('refuses the same shards in another order, or not all of them', async () => {
    const [entrance = '', ...shards] = cluster.url.split('&shard=')
    const swapped = [entrance, ...shards.toReversed()].join('&shard=')
    await expect(openClickHouse({ url: swapped })).rejects.toThrow('not in the order')
    const one = `${entrance}&shard=${shards[0]}`
    await expect(openClickHouse({ url: one })).rejects.toThrow('each of its shards')
    const more = `${cluster.url}&shard=${shards[0]}`
    await expect(openClickHouse({ url: more })).rejects.toThrow('know 2 in the cluster two')
  })

  it('says which server cannot be used, why and what to do, never with the password', async () => {
    const refusalOf = async (change: (url: URL) => void): Promise<string> => {
      const url = new URL(cluster.url)
      change(url)
      return openClickHouse({ url: url.href }).then(String, (refusal: Error) => refusal.message)
    }
    const { host } = new URL(cluster.url)
    const wrong = await refusalOf((url) => Object.assign(url, { username: 'no', password: 's3cr' }))
    expect(wrong).toContain(`at ${host}: it refuses the login`)
    expect(wrong).not.toContain('s3cr')
    expect(await refusalOf((url) => (url.pathname = '/nowhere'))).toContain('no database')
    expect(await refusalOf((url) => (url.protocol = 'https'))).toContain('does not speak TLS')
    const closed = 'http://127.0.0.1:1'
    expect(await refusalOf((url) => url.searchParams.append('shard', closed))).toContain(
      'at 127.0.0.1:1: nothing listens there',
    )
  })

  it('counts a write that is sent twice once', async () => {
    const scope = newScope()
    const row = {
      organisation_id: scope.organisationId,
      deployment_id: scope.deploymentId,
      event_id: 'a',
      prediction_id: 'a',
      occurred_ms: WEEK.from.getTime(),
      arrival: 1,
      score: 0.5,
      decision: null,
      version: null,
      site: null,
      group_values: '{}',
    }
    const entrance = engineAt(cluster.url)
    for (const _ of [1, 2]) await entrance.insert([{ scope, table: 'predictions', rows: [row] }])
    await entrance.close()
    expect(await clickHouse.counts(scope)).toEqual({ predictions: 1, outcomes: 0 })
    expect(await rowsOf(clickHouse, scope)).toHaveLength(1)
  })

  it('deletes from every shard', async () => {
    const scopes = Array.from({ length: 12 }, newScope)
    for (const scope of scopes) await keep(clickHouse, scope, [prediction('d', 1, 0.5)])
    const theirs = `where organisation_id in (${scopes.map((one) => `'${one.organisationId}'`).join()})`
    const stored = await onEachShard(`select count(*) as n from predictions ${theirs}`)
    expect(Math.min(...stored)).toBeGreaterThan(0)
    for (const scope of scopes) await clickHouse.deleteWindow([scope], WEEK)
    await clickHouse.reclaim()
    const left = await onEachShard(`select count(*) as n from predictions ${theirs}`)
    expect(left).toEqual([0, 0])
  })

  it('gives an error and never a part when a shard is killed in the middle of a query', async () => {
    const scopes = Array.from({ length: 12 }, newScope)
    for (const scope of scopes) await keep(clickHouse, scope, [prediction('k', 1, 0.5)])
    const theirs = scopes.map((scope) => `'${scope.organisationId}'`).join()
    const entrance = engineAt(cluster.url)
    const slow = `select sum(sleepEachRow(0.2)) as slept, count(*) as n from predictions
      where organisation_id in (${theirs})`
    const asked = readAll(entrance, { text: slow, params: {} }, 60).then(
      (rows) => ({ rows }),
      (error: unknown) => ({ error }),
    )
    const running = "select count(*) as n from system.processes where query like '%sleepEachRow%'"
    await vi.waitUntil(async () => ((await onEachShard(running))[1] ?? 0) > 1, { timeout: 20_000 })
    await cluster.kill()
    expect(await asked).toMatchObject({ error: { code: 'unavailable' } })
    await expect(clickHouse.exportAll(join(directory, 'cut'), 'all')).rejects.toMatchObject({
      code: 'unavailable',
    })
    const gone = scopes.find((scope) => shardOf(scope, 2) === 1) ?? newScope()
    await expect(clickHouse.deleteWindow([gone], WEEK)).rejects.toMatchObject({
      code: 'unavailable',
    })
    const everyone = scopes.map((scope) => ({ scope, since: 0 }))
    const touched = await clickHouse.datesTouchedOf(everyone)
    expect(touched.map(({ dates, waitsFor }) => [dates, waitsFor?.code])).toEqual(
      scopes.map((scope) =>
        shardOf(scope, 2) === 1 ? [[], 'unavailable'] : [['2026-01-05'], undefined],
      ),
    )
    await expect(clickHouse.datesTouched(gone, 0)).rejects.toMatchObject({ code: 'unavailable' })
    await entrance.close()
    await cluster.revive()
  })

  it('has every acknowledged event after kill -9 of a server', async () => {
    const scopes = Array.from({ length: 4 }, newScope)
    const acknowledged = scopes.map(() => 0)
    const sending = scopes.map(async (scope, place) => {
      for (let n = 0; ; n += 1) {
        const events = Array.from({ length: 100 }, (_, k) => prediction(`${n}-${k}`, 1, 0.5))
        await clickHouse.append(scope, { kind: 'predictions', events })
        acknowledged[place] = (acknowledged[place] ?? 0) + events.length
      }
    })
    const ended = Promise.allSettled(sending)
    await vi.waitUntil(() => Math.min(...acknowledged) >= 300, { timeout: 30_000 })
    await cluster.kill()
    for (const one of await ended) {
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } })
    }
    await cluster.revive()
    for (const [place, scope] of scopes.entries()) {
      const { predictions } = await clickHouse.counts(scope)
      expect(predictions).toBeGreaterThanOrEqual(acknowledged[place] ?? 0)
      expect(predictions).toBeLessThanOrEqual((acknowledged[place] ?? 0) + 100)
    }
  })
})

const readEntrance = async (cluster: ClickHouseCluster, text: string): Promise<number> => {
  const entrance = engineAt(cluster.url)
  const rows = await readAll(entrance, { text, params: {} }, 60)
  await entrance.close()
  return Number(rows[0]?.['n'])
}
