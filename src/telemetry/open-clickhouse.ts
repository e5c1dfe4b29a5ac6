import { createClient, type ClickHouseClient } from '@clickhouse/client'
import { Invalid } from '#kernel/errors.js'
import { systemClock, type Clock } from '#kernel/time.js'
import { makeClickHouseEngine } from './clickhouse-engine.js'
import { makeClusterEngine } from './cluster-engine.js'
import { agentFor } from './connect-in-time.js'
import type { SqlEngine } from './sql-engine.js'
import { reachServers } from './reach-servers.js'
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
const REACH_MS = 5000

/**
 * Opens the store in a ClickHouse database that exists, or in one of several servers. Throws
 * Unavailable when one cannot be used, and says which and why; Conflict when a newer Wardround made
 * its tables; Invalid for an address that is none, or names other shards than hold the rows.
 */
export const openClickHouse = async (options: ClickHouseOptions): Promise<TelemetryStore> => {
  const engine = engineAt(options.url)
  try {
    await reachEach(addressesOf(options.url))
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
  const { entrance, cluster, founders, rows } = addressesOf(address)
  if (cluster === null) return engineOf(entrance)
  return makeClusterEngine({
    cluster,
    database: localDatabase(entrance),
    entrance: engineOf(entrance),
    shards: rows.map(engineOf),
    founders: founders.map(engineOf),
  })
}

interface Addresses {
  entrance: URL
  /** The name of the cluster; null where there is one server. */
  cluster: string | null
  /** Each shard before it has a database of ours, and that database. */
  founders: readonly URL[]
  rows: readonly URL[]
}

const addressesOf = (address: string): Addresses => {
  const entrance = urlOf(address)
  const cluster = entrance.searchParams.get('cluster')
  const shards = entrance.searchParams.getAll('shard')
  entrance.search = ''
  if (cluster === null && shards.length === 0)
    return { entrance, cluster: null, founders: [], rows: [] }
  if (cluster === null || shards.length < 2 || !/^\w{1,60}$/.test(cluster)) {
    throw new Invalid(
      'TELEMETRY_URL must name a cluster and each of its shards: ?cluster=NAME&shard=http://host:8123&shard=…',
    )
  }
  const at = (database: string) => shards.map((shard) => shardUrl(entrance, shard, database))
  return { entrance, cluster, founders: at('default'), rows: at(localDatabase(entrance)) }
}

const engineOf = (url: URL): SqlEngine => makeClickHouseEngine(clientOf(url))

const localDatabase = (entrance: URL): string =>
  `${decodeURIComponent(entrance.pathname.slice(1)) || 'default'}_local`

const reachEach = async ({ entrance, founders }: Addresses): Promise<void> => {
  const servers = [entrance, ...founders].map((url) => ({
    host: url.host,
    client: clientOf(url, REACH_MS),
  }))
  try {
    await reachServers(servers)
  } finally {
    for (const { client } of servers) await client.close()
  }
}

const urlOf = (address: string): URL => {
  if (/^https?:\/\//.test(address) && URL.canParse(address)) return new URL(address)
  throw new Invalid(
    'TELEMETRY_URL, or a shard in it, is not an address: write each as http://host:8123 or https://host:8443.',
  )
}

/** The same person at another server. */
const shardUrl = (entrance: URL, shard: string, database: string): URL => {
  const url = urlOf(shard)
  url.username = entrance.username
  url.password = entrance.password
  url.pathname = `/${encodeURIComponent(database)}`
  return url
}

const clientOf = (url: URL, timeoutMs = REQUEST_MS): ClickHouseClient =>
  createClient({
    url,
    application: 'wardround',
    http_agent: agentFor(url),
    request_timeout: timeoutMs,
    use_multipart_params: true,
    log: { level: 127 },
  })
