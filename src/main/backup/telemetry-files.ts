import { mkdir } from 'node:fs/promises'
import type { EventCounts, TelemetryStore } from '#telemetry/telemetry-store.js'

/** Writes every telemetry event into a directory of its own, as the store's NDJSON files. */
export const exportTelemetry = async (
  telemetry: TelemetryStore,
  directory: string,
): Promise<EventCounts> => {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  return telemetry.exportAll(directory, 'all')
}
