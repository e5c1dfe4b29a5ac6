import { join } from 'node:path'
import type { Clock } from '#kernel/time.js'
import {
  provisionExternal,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type StartLog,
} from '#registry/embedded/index.js'
import { type LaterStore, openLater } from '#telemetry/open-later.js'
import type { Config } from './config.js'

/** PostgreSQL, ours or the one of DATABASE_URL. */
export interface RegistryServer {
  url: string
  /** Ends what we started; leaves a server of DATABASE_URL alone. */
  stop(): Promise<void>
}

/** Starts our own PostgreSQL in the data directory, or checks the one of DATABASE_URL; see `throwaway` there. */
export const openRegistryServer = async (
  config: Config,
  log: StartLog,
  onProgress: (line: string) => void,
  throwaway = false,
): Promise<RegistryServer> => {
  if (config.databaseUrl) {
    await provisionExternal(config.databaseUrl)
    return { url: config.databaseUrl, stop: async () => {} }
  }
  const { dataDirectory } = config
  const postgres = await startEmbeddedPostgres({ dataDirectory, log, onProgress, throwaway })
  return { url: postgres.url, stop: endingWithProcess(postgres) }
}

/** DuckDB in the data directory, or the ClickHouse of TELEMETRY_URL, opened by its first use. */
export const telemetryOf = (config: Config, clock: Clock): LaterStore => {
  const { telemetryUrl: url } = config
  if (url) {
    return openLater('clickhouse', async () => {
      const { openClickHouse } = await import('#telemetry/open-clickhouse.js')
      return openClickHouse({ url, clock })
    })
  }
  return openLater('duckdb', async () => {
    const { openDuckDb } = await import('#telemetry/open-duckdb.js')
    return openDuckDb({ path: join(config.dataDirectory, 'telemetry.duckdb'), clock })
  })
}

// PostgreSQL is in a process group of its own: a process that ends without stopping it, by a second
// Ctrl-C or a fault, asks it to stop and does not wait.
const endingWithProcess = (postgres: EmbeddedPostgres): (() => Promise<void>) => {
  const end = () => {
    try {
      process.kill(postgres.pid, 'SIGINT')
    } catch {
      // it has ended already
    }
  }
  process.once('exit', end)
  return async () => {
    await postgres.stop()
    process.off('exit', end)
  }
}
