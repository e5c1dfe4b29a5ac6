import { join } from 'node:path'
import type { Clock } from '#kernel/time.js'
import {
  provisionExternal,
  startEmbeddedPostgres,
  type StartLog,
} from '#registry/embedded/index.js'
import { openClickHouse } from '#telemetry/open-clickhouse.js'
import { openDuckDb } from '#telemetry/open-duckdb.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import type { Config } from './config.js'

/** PostgreSQL, ours or the one of DATABASE_URL. */
export interface RegistryServer {
  url: string
  /** Ends what we started; leaves a server of DATABASE_URL alone. */
  stop(): Promise<void>
}

/** Starts our own PostgreSQL in the data directory, or checks the one of DATABASE_URL. */
export const openRegistryServer = async (
  config: Config,
  log: StartLog,
  onProgress: (line: string) => void,
): Promise<RegistryServer> => {
  if (!config.databaseUrl) {
    return startEmbeddedPostgres({ dataDirectory: config.dataDirectory, log, onProgress })
  }
  await provisionExternal(config.databaseUrl)
  return { url: config.databaseUrl, stop: async () => {} }
}

/** Opens DuckDB in the data directory, or the ClickHouse of TELEMETRY_URL. */
export const openTelemetry = (config: Config, clock: Clock): Promise<TelemetryStore> =>
  config.telemetryUrl
    ? openClickHouse({ url: config.telemetryUrl })
    : openDuckDb({ path: join(config.dataDirectory, 'telemetry.duckdb'), clock })
