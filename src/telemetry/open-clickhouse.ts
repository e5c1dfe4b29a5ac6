import { createClient, type ClickHouseClient } from '@clickhouse/client'
import { Invalid } from '#kernel/errors.js'
import { systemClock, type Clock } from '#kernel/time.js'
import { makeClickHouseEngine } from './clickhouse-engine.js'
import { makeClusterEngine } from './cluster-engine.js'
import type { SqlEngine } from './sql-engine.js'
import { openStore } from './store.js'
import type { TelemetryStore } from './telemetry-store.js'

/** Where ClickHouse answers. */
export interface ClickHouseOptions {
  /**
   * `http(s)://user:password@host:port/database` for one server. For several add
   * `?cluster=NAME&shard=http://host:port&shard=…`: the cluster's name in their configuration and
   * the address of each; rows are in `database_local` on each shard.
   */
  url: string
  clock?: Clock
}

const REQUEST_MS = 620_000

/**
 * Opens the store in a ClickHouse database that exists, or in one of several servers. Throws
 * Unavailable when one does not answer or a newer Wardround made its tables, Invalid for an address
 * that names a cluster without its shards.
 */
export const openClickHouse = async (options: ClickHouseOptions): Promise<TelemetryStore> => {
  const engine = engineAt(options.url)
  try {
    return await openStore(engine, options.clock ?? systemClock)
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** Opens the store over a client that is connected already. */
export const openClickHouseOn = (
  client: ClickHouseClient,
  clock: Clock = systemClock,
): Promise<TelemetryStore> => openStore(makeClickHouseEngine(client), clock)

/** The engine of an address; exported for tests that ask the engine itself. */
export const engineAt = (address: string): SqlEngine => {
  const url = new URL(address)
  const cluster = url.searchParams.get('cluster')
  const shards = url.searchParams.getAll('shard')
  url.search = ''
  if (cluster === null && shards.length === 0) return makeClickHouseEngine(clientOf(url))
  if (cluster === null || shards.length < 2 || !/^\w{1,60}$/.test(cluster)) {
    throw new Invalid(
      'TELEMETRY_URL must name a cluster and each of its shards: ?cluster=NAME&shard=http://host:8123&shard=…',
    )
  }
  const database = decodeURIComponent(url.pathname.slice(1)) || 'default'
  const local = `${database}_local`
  return makeClusterEngine({
    cluster,
    database: local,
    entrance: makeClickHouseEngine(clientOf(url)),
    shards: shards.map((shard) => makeClickHouseEngine(clientOf(shardUrl(url, shard, local)))),
    founders: shards.map((shard) =>
      makeClickHouseEngine(clientOf(shardUrl(url, shard, 'default'))),
    ),
  })
}

/** The same person at another server. */
const shardUrl = (entrance: URL, shard: string, database: string): URL => {
  const url = new URL(shard)
  url.username = entrance.username
  url.password = entrance.password
  url.pathname = `/${encodeURIComponent(database)}`
  return url
}

const clientOf = (url: URL): ClickHouseClient =>
  createClient({
    url,
    application: 'wardround',
    request_timeout: REQUEST_MS,
    use_multipart_params: true,
    log: { level: 127 },
  })
