import { createClient } from '@clickhouse/client'
import { systemClock, type Clock } from '#kernel/time.js'
import { makeClickHouseEngine } from './clickhouse-engine.js'
import { openStore } from './store.js'
import type { TelemetryStore } from './telemetry-store.js'

/** Where ClickHouse answers. */
export interface ClickHouseOptions {
  /** `http(s)://user:password@host:port/database` */
  url: string
  clock?: Clock
}

const REQUEST_MS = 620_000

/**
 * Opens the store in a ClickHouse database that exists. Throws Unavailable when it does not answer
 * or a newer Wardround made its tables.
 */
export const openClickHouse = async (options: ClickHouseOptions): Promise<TelemetryStore> => {
  const client = createClient({
    url: options.url,
    application: 'wardround',
    request_timeout: REQUEST_MS,
    use_multipart_params: true,
    log: { level: 127 },
  })
  try {
    return await openStore(makeClickHouseEngine(client), options.clock ?? systemClock)
  } catch (error) {
    await client.close()
    throw error
  }
}
