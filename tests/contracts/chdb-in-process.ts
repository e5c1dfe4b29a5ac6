import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createClient, type ClickHouseClientConfigOptions } from '@clickhouse/client'
import { openClickHouseOn } from '#telemetry/open-clickhouse.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'

type Connection = NonNullable<ClickHouseClientConfigOptions['connection']>

const PACKAGES = fileURLToPath(new URL('../../node_modules/@chdb', import.meta.url))

/** Whether the development packages hold chDB for this platform (they do not for Windows). */
export const hasChDb = (): boolean => existsSync(PACKAGES)

/** Opens the store on ClickHouse in this process, with its data in a directory. */
export const openChDb = async (path: string): Promise<TelemetryStore> => {
  const { createChdbConnection } = await import('chdb/connection')
  // The same contract by two copies of its types: the client's own and those of client-common.
  const connection = createChdbConnection({ path }) as unknown as Connection
  return openClickHouseOn(createClient({ connection }))
}
